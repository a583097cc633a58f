package io.crossroads.batch.time;

import io.crossroads.pipelines.time.ClockText;
import java.time.LocalDate;
import java.util.List;

/**
 * A text taken apart as a date and time of day of any known shape. An object is used again and
 * again, by one thread.
 */
final class TimeText {

  static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final long YEAR_2000 = 946_684_800L;
  private static final long YEAR_2100 = 4_102_444_800L;
  private static final int LAST_SHORT_YEAR = 69;
  private static final int[] DAYS = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");
  private static final List<String> WEEKDAYS =
      List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

  private final ClockText clock = new ClockText(ClockText.Style.ANY);
  private byte[] text;
  private int limit;
  private int position;
  private boolean comma;

  private DateStyle style;
  private char separator;
  private char between;
  private ClockStyle clockStyle;
  private int clockFrom;
  private int weekday;
  private int first;
  private int firstDigits;
  private int second;
  private int third;
  private int thirdDigits;
  private long epochMicros;

  /**
   * Takes apart what starts at {@code from}.
   *
   * @param to the index after the last byte that may belong to it
   * @param withCommas whether commas may; where they end a cell, they may not
   * @return whether it is a time of a known shape; the calendar is not looked at
   */
  boolean read(byte[] source, int from, int to, boolean withCommas) {
    text = source;
    limit = to;
    position = from;
    comma = withCommas;
    separator = TimeShape.NOTHING;
    between = TimeShape.NOTHING;
    clockStyle = ClockStyle.NONE;
    weekday = isLetter(position) ? weekday() : 0;
    if (isLetter(position) ? !monthFirst() : !numberFirst(from)) {
      return false;
    }
    clockFrom = position;
    return style.isEpoch() || timeOfDay();
  }

  /** The index after the last byte that belongs to the time. */
  int end() {
    return position;
  }

  /** The index of the time of day, if there is one. */
  int clockFrom() {
    return clockFrom;
  }

  /** Whether it tells its distance from UTC. */
  boolean zoned() {
    return clockStyle != ClockStyle.NONE && clock.zoned();
  }

  /** Seconds east of UTC, if it is {@link #zoned}. */
  int offsetSeconds() {
    return clock.offsetSeconds();
  }

  /**
   * Whether its offset may be the end of a span of hours: in {@code 2024-03-04 07:00-08:00}, the
   * last five letters may say either.
   */
  boolean maySpan() {
    return zoned()
        && between == ' '
        && clockStyle == ClockStyle.COLONS
        && !clock.seconds()
        && clock.minus();
  }

  int shape() {
    return TimeShape.index(style, separator, between, clockStyle, zoned());
  }

  /** Microseconds since midnight; 0 for a date alone, a whole day for 24:00. */
  long microsOfDay() {
    return clockStyle == ClockStyle.NONE ? 0 : clock.microsOfDay();
  }

  boolean hasClock() {
    return clockStyle != ClockStyle.NONE;
  }

  /** Whether it counts from 1970-01-01T00:00:00Z, and so has no date of its own. */
  boolean isEpoch() {
    return style.isEpoch();
  }

  /** Microseconds since 1970-01-01T00:00:00Z, if it {@link #isEpoch}. */
  long epochMicros() {
    return epochMicros;
  }

  /** Whether the calendar has this date if its parts stand as {@code order} says. */
  boolean isDate(DateOrder order) {
    if (style.isEpoch()) {
      return order == DateOrder.YEAR_FIRST;
    }
    if (!style.orders().contains(order) || style == DateStyle.SHORT_YEAR && !isShortYear(order)) {
      return false;
    }
    int year = year(order);
    int month = month(order);
    int day = day(order);
    return year >= 1
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= DAYS[month]
        && (month != 2 || day <= 28 || java.time.Year.isLeap(year))
        && (weekday == 0 || LocalDate.of(year, month, day).getDayOfWeek().getValue() == weekday);
  }

  /** Midnight of the date, in microseconds since 1970-01-01T00:00; only if it {@link #isDate}. */
  long midnight(DateOrder order) {
    return LocalDate.of(year(order), month(order), day(order)).toEpochDay() * MICROS_PER_DAY;
  }

  /** What the value tells of the order of its date; see {@link Readings}. */
  int readings() {
    if (style == DateStyle.EPOCH_SECONDS) {
      return Readings.of(true, isHour(), false, false, false);
    }
    return Readings.of(
        isDate(DateOrder.YEAR_FIRST),
        isDate(DateOrder.DAY_FIRST),
        isDate(DateOrder.MONTH_FIRST),
        first == second,
        first == third);
  }

  /** A year of two digits stands where it has two; day and month may have one. */
  private boolean isShortYear(DateOrder order) {
    return order == DateOrder.YEAR_FIRST ? firstDigits == 2 : thirdDigits == 2;
  }

  private int year(DateOrder order) {
    int year = order == DateOrder.YEAR_FIRST ? first : third;
    boolean full = order == DateOrder.YEAR_FIRST ? firstDigits == 4 : thirdDigits == 4;
    return full ? year : year <= LAST_SHORT_YEAR ? 2000 + year : 0;
  }

  private int month(DateOrder order) {
    return order == DateOrder.MONTH_FIRST ? first : second;
  }

  private int day(DateOrder order) {
    return switch (order) {
      case YEAR_FIRST -> third;
      case DAY_FIRST -> first;
      case MONTH_FIRST -> second;
    };
  }

  private boolean numberFirst(int from) {
    int start = position;
    long number = 0;
    while (position - start < 18 && isDigit(position)) {
      number = number * 10 + text[position++] - '0';
    }
    firstDigits = position - start;
    if (isDigit(position) || firstDigits == 0) {
      return false;
    }
    if (firstDigits >= 8) {
      return weekday == 0 && undivided(number, start);
    }
    first = (int) number;
    return (firstDigits <= 2 || firstDigits == 4) && divided();
  }

  /** Eight digits or more: a compact date, with its time of day or not, or an epoch. */
  private boolean undivided(long number, int start) {
    int digits = firstDigits;
    if (digits == 14 || digits == 12 && number / 100_000_000 < 2200 || digits == 8) {
      style = DateStyle.COMPACT;
      long date = digits == 14 ? number / 1_000_000 : digits == 12 ? number / 10_000 : number;
      first = (int) (date / 10_000);
      firstDigits = 4;
      second = (int) (date / 100 % 100);
      third = (int) (date % 100);
      position = start + 8;
      return true;
    }
    if (digits == 9 || digits == 10) {
      style = DateStyle.EPOCH_SECONDS;
      epochMicros = number * 1_000_000 + fractionOfSecond();
      first = (int) (number / 1_000_000);
      second = (int) (number / 10_000 % 100);
      third = (int) (number % 10_000);
      return epochMicros >= 0 && number >= YEAR_2000 && number < YEAR_2100;
    }
    style = DateStyle.EPOCH_MILLIS;
    epochMicros = number * 1_000;
    return (digits == 12 || digits == 13)
        && number >= YEAR_2000 * 1_000
        && number < YEAR_2100 * 1_000;
  }

  /** Whether ten digits of an epoch are also a year, month, day and hour, to 24. */
  private boolean isHour() {
    int day = third / 100;
    return firstDigits == 10
        && first / 100 >= 20
        && first / 100 <= 21
        && second >= 1
        && second <= 12
        && day >= 1
        && day <= DAYS[second]
        && third % 100 <= 24
        && first <= 2100;
  }

  private long fractionOfSecond() {
    if (at(position) != '.') {
      return 0;
    }
    int start = ++position;
    long micros = 0;
    for (int weight = 100_000; isDigit(position); position++, weight /= 10) {
      micros += (text[position] - '0') * (long) weight;
    }
    return position == start ? Long.MIN_VALUE : micros;
  }

  /** The second and third part of a date that begins with a number. */
  private boolean divided() {
    if (at(position) == '.' && at(position + 1) == ' ' && firstDigits <= 2) {
      position++;
    }
    byte divider = at(position);
    if (TimeShape.SEPARATORS.indexOf(divider) < 0 || divider == TimeShape.NOTHING) {
      return false;
    }
    separator = (char) divider;
    position++;
    boolean named = isLetter(position);
    if (named) {
      second = word(MONTHS);
      if (at(position) == '.' && divider == ' ') {
        position++;
      }
    } else {
      int start = position;
      second = number(2);
      if (position == start) {
        return false;
      }
    }
    if (named ? second == 0 || firstDigits == 4 : divider == ' ') {
      return false;
    }
    if (at(position) != divider) {
      return false;
    }
    int start = ++position;
    third = number(4);
    thirdDigits = position - start;
    if (isDigit(position) || thirdDigits == 0 || thirdDigits == 3) {
      return false;
    }
    if (named) {
      style = DateStyle.DAY_NAME_YEAR;
      return thirdDigits > 1;
    }
    style =
        firstDigits == 4
            ? DateStyle.YEAR_FIRST
            : thirdDigits == 4 ? DateStyle.YEAR_LAST : DateStyle.SHORT_YEAR;
    return firstDigits != 4 || thirdDigits <= 2;
  }

  /** A month's name, the day, perhaps a comma, and the year. */
  private boolean monthFirst() {
    first = word(MONTHS);
    if (at(position) == '.') {
      position++;
    }
    byte divider = at(position);
    if (first == 0 || divider != ' ' && divider != '-' && divider != '/') {
      return false;
    }
    separator = (char) divider;
    style = DateStyle.NAME_DAY_YEAR;
    int start = ++position;
    second = number(2);
    boolean day = position > start;
    if (comma && divider == ' ' && at(position) == ',') {
      position++;
    }
    if (!day || at(position) != divider) {
      return false;
    }
    start = ++position;
    third = number(4);
    thirdDigits = position - start;
    return thirdDigits == 4 && !isDigit(position);
  }

  /** What stands behind the date, if that is a time of day. */
  private boolean timeOfDay() {
    int next = at(position);
    int start = position + 1;
    if (comma && next == ',' && at(start) == ' ' && style != DateStyle.YEAR_FIRST) {
      next = ' ';
      start++;
    }
    if (style == DateStyle.COMPACT && isDigit(position)) {
      start = position;
    } else if ((next == ' ' || next == 'T' || next == 't') && isDigit(start)) {
      between = next == ' ' ? ' ' : 'T';
    } else {
      return true;
    }
    clockFrom = start;
    if (!clock.read(text, start, limit, comma)) {
      return false;
    }
    position = clock.end();
    if (clock.halfDays()) {
      clockStyle = ClockStyle.HALF_DAYS;
    } else {
      clockStyle =
          switch (clock.separator()) {
            case ClockText.COMPACT -> ClockStyle.COMPACT;
            case '.' -> ClockStyle.POINTS;
            default -> ClockStyle.COLONS;
          };
    }
    return start != position && (between != TimeShape.NOTHING || clockStyle == ClockStyle.COMPACT);
  }

  /** A day of the week with what divides it from the date, from Monday as 1; 0 if it is none. */
  private int weekday() {
    int start = position;
    int day = word(WEEKDAYS);
    if (at(position) == '.') {
      position++;
    }
    if (comma && at(position) == ',') {
      position++;
    }
    if (day == 0 || at(position) != ' ') {
      position = start;
      return 0;
    }
    position++;
    return day;
  }

  /** Which of the words stands here in full or with its first three letters or more, from 1. */
  private int word(List<String> words) {
    int start = position;
    while (isLetter(position)) {
      position++;
    }
    int length = position - start;
    for (int word = 0; length >= 3 && word < words.size(); word++) {
      String whole = words.get(word);
      int same = 0;
      while (same < length
          && same < whole.length()
          && whole.charAt(same) == (text[start + same] | 0x20)) {
        same++;
      }
      if (same == length) {
        return word + 1;
      }
    }
    return 0;
  }

  /** Reads at most {@code most} digits, maybe none. */
  private int number(int most) {
    int value = 0;
    for (int stop = position + most; position < stop && isDigit(position); position++) {
      value = value * 10 + text[position] - '0';
    }
    return value;
  }

  private byte at(int index) {
    return index < limit ? text[index] : 0;
  }

  private boolean isDigit(int index) {
    return at(index) >= '0' && at(index) <= '9';
  }

  private boolean isLetter(int index) {
    int letter = at(index) | 0x20;
    return letter >= 'a' && letter <= 'z';
  }
}

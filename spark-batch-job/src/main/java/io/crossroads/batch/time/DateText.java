package io.crossroads.batch.time;

import java.util.List;

/**
 * The date that stands at a cursor, of any known shape: its parts, what divides them, or what it
 * counts as an epoch. An object is used again and again, by one thread.
 */
final class DateText {

  private static final long YEAR_2000 = 946_684_800L;
  private static final long YEAR_2100 = 4_102_444_800L;
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

  private final TextCursor cursor;
  private final DateNumbers numbers = new DateNumbers();
  private boolean comma;
  private char separator;
  private long epochMicros;

  /** Reads where the cursor stands, and moves it behind the date. */
  DateText(TextCursor cursor) {
    this.cursor = cursor;
  }

  /**
   * Takes apart what stands at the cursor.
   *
   * @param withCommas whether commas may belong to it
   * @return whether it is a date of a known shape; the calendar is not looked at
   */
  boolean read(boolean withCommas) {
    comma = withCommas;
    separator = TimeShape.NOTHING;
    numbers.weekday = cursor.onLetter() ? weekday() : 0;
    return cursor.onLetter() ? monthFirst() : numberFirst();
  }

  /** Its numbers, once it is read. */
  DateNumbers numbers() {
    return numbers;
  }

  DateStyle style() {
    return numbers.style;
  }

  /** What stands between its parts; {@link TimeShape#NOTHING} if nothing does. */
  char separator() {
    return separator;
  }

  /** Microseconds since 1970-01-01T00:00:00Z, if its style is an epoch. */
  long epochMicros() {
    return epochMicros;
  }

  private boolean numberFirst() {
    int start = cursor.position;
    long number = 0;
    while (cursor.position - start < 18 && cursor.onDigit()) {
      number = number * 10 + cursor.next() - '0';
    }
    numbers.firstDigits = cursor.position - start;
    if (cursor.onDigit() || numbers.firstDigits == 0) {
      return false;
    }
    if (numbers.firstDigits >= 8) {
      return numbers.weekday == 0 && undivided(number, start);
    }
    numbers.first = (int) number;
    return (numbers.firstDigits <= 2 || numbers.firstDigits == 4) && divided();
  }

  /** Eight digits or more: a compact date, with its time of day or not, or an epoch. */
  private boolean undivided(long number, int start) {
    int digits = numbers.firstDigits;
    if (digits == 14 || digits == 12 && number / 100_000_000 < 2200 || digits == 8) {
      numbers.style = DateStyle.COMPACT;
      long day = digits == 14 ? number / 1_000_000 : digits == 12 ? number / 10_000 : number;
      numbers.first = (int) (day / 10_000);
      numbers.firstDigits = 4;
      numbers.second = (int) (day / 100 % 100);
      numbers.third = (int) (day % 100);
      cursor.position = start + 8;
      return true;
    }
    if (digits == 9 || digits == 10) {
      numbers.style = DateStyle.EPOCH_SECONDS;
      epochMicros = number * 1_000_000 + fractionOfSecond();
      numbers.first = (int) (number / 1_000_000);
      numbers.second = (int) (number / 10_000 % 100);
      numbers.third = (int) (number % 10_000);
      return epochMicros >= 0 && number >= YEAR_2000 && number < YEAR_2100;
    }
    numbers.style = DateStyle.EPOCH_MILLIS;
    epochMicros = number * 1_000;
    return (digits == 12 || digits == 13)
        && number >= YEAR_2000 * 1_000
        && number < YEAR_2100 * 1_000;
  }

  private long fractionOfSecond() {
    if (cursor.here() != '.') {
      return 0;
    }
    int start = ++cursor.position;
    long micros = 0;
    for (int weight = 100_000; cursor.onDigit(); cursor.position++, weight /= 10) {
      micros += (cursor.here() - '0') * (long) weight;
    }
    return cursor.position == start ? Long.MIN_VALUE : micros;
  }

  /** The second and third part of a date that begins with a number. */
  private boolean divided() {
    if (cursor.here() == '.' && cursor.at(cursor.position + 1) == ' ' && numbers.firstDigits <= 2) {
      cursor.position++;
    }
    byte divider = cursor.here();
    if (TimeShape.SEPARATORS.indexOf(divider) < 0 || divider == TimeShape.NOTHING) {
      return false;
    }
    separator = (char) divider;
    cursor.position++;
    boolean named = cursor.onLetter();
    if (named) {
      numbers.second = cursor.word(MONTHS);
      if (cursor.here() == '.' && divider == ' ') {
        cursor.position++;
      }
    } else {
      int start = cursor.position;
      numbers.second = cursor.number(2);
      if (cursor.position == start) {
        return false;
      }
    }
    if (named ? numbers.second == 0 || numbers.firstDigits == 4 : divider == ' ') {
      return false;
    }
    if (cursor.here() != divider) {
      return false;
    }
    int start = ++cursor.position;
    numbers.third = cursor.number(4);
    numbers.thirdDigits = cursor.position - start;
    if (cursor.onDigit() || numbers.thirdDigits == 0 || numbers.thirdDigits == 3) {
      return false;
    }
    if (named) {
      numbers.style = DateStyle.DAY_NAME_YEAR;
      return numbers.thirdDigits > 1;
    }
    numbers.style =
        numbers.firstDigits == 4
            ? DateStyle.YEAR_FIRST
            : numbers.thirdDigits == 4 ? DateStyle.YEAR_LAST : DateStyle.SHORT_YEAR;
    return numbers.firstDigits != 4 || numbers.thirdDigits <= 2;
  }

  /** A month's name, the day, perhaps a comma, and the year. */
  private boolean monthFirst() {
    numbers.first = cursor.word(MONTHS);
    cursor.skip('.');
    byte divider = cursor.here();
    if (numbers.first == 0 || divider != ' ' && divider != '-' && divider != '/') {
      return false;
    }
    separator = (char) divider;
    numbers.style = DateStyle.NAME_DAY_YEAR;
    int start = ++cursor.position;
    numbers.second = cursor.number(2);
    boolean day = cursor.position > start;
    if (comma && divider == ' ' && cursor.here() == ',') {
      cursor.position++;
    }
    if (!day || cursor.here() != divider) {
      return false;
    }
    start = ++cursor.position;
    numbers.third = cursor.number(4);
    numbers.thirdDigits = cursor.position - start;
    return numbers.thirdDigits == 4 && !cursor.onDigit();
  }

  /** A day of the week with what divides it from the date, from Monday as 1; 0 if it is none. */
  private int weekday() {
    int start = cursor.position;
    int day = cursor.word(WEEKDAYS);
    cursor.skip('.');
    if (comma) {
      cursor.skip(',');
    }
    if (day == 0 || cursor.here() != ' ') {
      cursor.position = start;
      return 0;
    }
    cursor.position++;
    return day;
  }
}

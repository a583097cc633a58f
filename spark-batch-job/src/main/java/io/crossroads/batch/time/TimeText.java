package io.crossroads.batch.time;

import io.crossroads.pipelines.time.ClockText;
import java.time.LocalDate;
import java.time.Year;

/**
 * A text taken apart as a date and time of day of any known shape. An object is used again and
 * again, by one thread. Bytes are read until one does not fit, so the text must be followed by one
 * that cannot belong to a time, such as a line end.
 */
final class TimeText {

  static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int[] DAYS = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private final ClockText clock = new ClockText(ClockText.Style.ANY);
  private byte[] text;
  private int position;
  private int first;
  private int second;
  private int third;
  private int firstDigits;
  private int thirdDigits;
  private TimeShape.Year date;
  private byte separator;
  private char between;
  private int dateEnd;

  /**
   * Takes apart what starts at {@code from}.
   *
   * @return whether it is a time of a known shape; the calendar is not looked at
   */
  boolean read(byte[] source, int from) {
    text = source;
    position = from;
    between = TimeShape.DATE_ONLY;
    if (!date()) {
      return false;
    }
    dateEnd = position;
    byte next = text[position];
    if ((next == ' ' || next == 'T' || next == 't') && isDigit(position + 1)) {
      between = next == ' ' ? ' ' : 'T';
      boolean read = clock.read(text, position + 1, text.length);
      position = clock.end();
      return read;
    }
    return true;
  }

  /** The index after the last byte that belongs to the time. */
  int end() {
    return position;
  }

  /** The index after the date, before whatever stands between it and the time of day. */
  int dateEnd() {
    return dateEnd;
  }

  boolean hasClock() {
    return between != TimeShape.DATE_ONLY;
  }

  boolean zoned() {
    return hasClock() && clock.zoned();
  }

  int offsetSeconds() {
    return clock.offsetSeconds();
  }

  /** Whether the offset is written with a sign rather than as UTC. */
  boolean offsetIsSigned() {
    return zoned() && clock.signed();
  }

  /** Whether the date begins with a year of four digits. */
  boolean isYearFirst() {
    return date == TimeShape.Year.FIRST;
  }

  int shape() {
    return hasClock()
        ? TimeShape.index(
            date, separator, between, clock.separator(), clock.halfDays(), clock.zoned())
        : TimeShape.index(date, separator, TimeShape.DATE_ONLY, ':', false, false);
  }

  /** Whether the calendar has this date if year, month and day stand as {@code order} says. */
  boolean isDate(DateOrder order) {
    boolean possible =
        switch (date) {
          case FIRST -> order == DateOrder.YEAR_FIRST;
          case LAST -> order != DateOrder.YEAR_FIRST;
          case SHORT -> (order == DateOrder.YEAR_FIRST ? firstDigits : thirdDigits) == 2;
        };
    int year = year(order);
    int month = month(order);
    int day = day(order);
    return possible
        && year >= 1
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= DAYS[month]
        && (month != 2 || day <= 28 || Year.isLeap(year));
  }

  /** Midnight of the date, in microseconds since 1970-01-01T00:00; only if it {@link #isDate}. */
  long midnight(DateOrder order) {
    return LocalDate.of(year(order), month(order), day(order)).toEpochDay() * MICROS_PER_DAY;
  }

  long microsOfDay() {
    return hasClock() ? clock.microsOfDay() : 0;
  }

  private int year(DateOrder order) {
    int year = order == DateOrder.YEAR_FIRST ? first : third;
    if (date != TimeShape.Year.SHORT) {
      return year;
    }
    return 2000 + year > NamedTimeFormat.LAST_SHORT_YEAR ? 1900 + year : 2000 + year;
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

  private boolean date() {
    int start = position;
    first = number(4);
    int digits = position - start;
    separator = text[position];
    if (digits == 0 || digits == 3 || TimeShape.SEPARATORS.indexOf(separator) < 0) {
      return false;
    }
    boolean yearFirst = digits == 4;
    firstDigits = digits;
    start = ++position;
    second = number(2);
    if (position == start || text[position] != separator) {
      return false;
    }
    start = ++position;
    third = number(yearFirst ? 2 : 4);
    digits = position - start;
    if (digits == 0 || digits == 3 || isDigit(position)) {
      return false;
    }
    thirdDigits = digits;
    if (yearFirst) {
      date = TimeShape.Year.FIRST;
    } else if (digits == 4) {
      date = TimeShape.Year.LAST;
    } else {
      date = TimeShape.Year.SHORT;
      return digits == 2 || firstDigits == 2;
    }
    return true;
  }

  /** Reads at most {@code most} digits, maybe none. */
  private int number(int most) {
    int value = 0;
    for (int stop = position + most; position < stop && isDigit(position); position++) {
      value = value * 10 + text[position] - '0';
    }
    return value;
  }

  private boolean isDigit(int index) {
    int digit = text[index] - '0';
    return digit >= 0 && digit <= 9;
  }
}

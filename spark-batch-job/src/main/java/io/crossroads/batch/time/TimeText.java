package io.crossroads.batch.time;

import java.time.LocalDate;

/**
 * A text taken apart as a date and time of day of any known shape. An object is used again and
 * again, by one thread. Bytes are read until one does not fit, so the text must be followed by one
 * that cannot belong to a time, such as a line end.
 */
final class TimeText {

  private static final int[] MICROS = {1_000_000, 100_000, 10_000, 1_000, 100, 10, 1};
  static final long MICROS_PER_DAY = 86_400_000_000L;
  private static final int[] DAYS = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private byte[] text;
  private int position;
  private int first;
  private int second;
  private int year;
  private boolean yearFirst;
  private byte separator;
  private char between;
  private boolean halfDays;
  private boolean zoned;
  private int offsetSeconds;
  private long microsOfDay;
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
    halfDays = false;
    zoned = false;
    offsetSeconds = 0;
    microsOfDay = 0;
    if (!date()) {
      return false;
    }
    dateEnd = position;
    if ((text[position] == ' ' || text[position] == 'T') && isDigit(position + 1)) {
      between = (char) text[position++];
      return timeOfDay();
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

  boolean zoned() {
    return zoned;
  }

  int offsetSeconds() {
    return offsetSeconds;
  }

  int shape() {
    return TimeShape.index(yearFirst, separator, between, halfDays);
  }

  /** Whether the calendar has this date if day and month stand as {@code order} says. */
  boolean isDate(DateOrder order) {
    if (yearFirst != (order == DateOrder.YEAR_FIRST)) {
      return false;
    }
    int month = order == DateOrder.DAY_FIRST ? second : first;
    int day = order == DateOrder.DAY_FIRST ? first : second;
    return year >= 1
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= DAYS[month]
        && (month != 2 || day <= 28 || java.time.Year.isLeap(year));
  }

  /** Whether day and month are the same number, so that their order does not matter. */
  boolean isSymmetric() {
    return first == second;
  }

  /** Midnight of the date, in microseconds since 1970-01-01T00:00; only if it {@link #isDate}. */
  long midnight(DateOrder order) {
    boolean dayFirst = order == DateOrder.DAY_FIRST;
    return LocalDate.of(year, dayFirst ? second : first, dayFirst ? first : second).toEpochDay()
        * MICROS_PER_DAY;
  }

  long microsOfDay() {
    return microsOfDay;
  }

  private boolean date() {
    int start = position;
    int a = number(4);
    int digits = position - start;
    separator = text[position];
    if (digits == 0 || digits == 3 || TimeShape.SEPARATORS.indexOf(separator) < 0) {
      return false;
    }
    yearFirst = digits == 4;
    start = ++position;
    int b = number(2);
    if (position == start || text[position] != separator) {
      return false;
    }
    start = ++position;
    int c = number(yearFirst ? 2 : 4);
    digits = position - start;
    if (digits == 0 || (!yearFirst && digits != 4) || isDigit(position)) {
      return false;
    }
    first = yearFirst ? b : a;
    second = yearFirst ? c : b;
    year = yearFirst ? a : c;
    return true;
  }

  private boolean timeOfDay() {
    int hour = number(2);
    int minute = text[position] == ':' ? pair() : -1;
    int seconds = 0;
    long micros = 0;
    if (minute >= 0 && text[position] == ':') {
      seconds = pair();
      if (seconds >= 0 && text[position] == '.') {
        micros = fraction();
      }
    }
    if (minute < 0 || minute > 59 || seconds < 0 || seconds > 59 || micros < 0) {
      return false;
    }
    int half = half();
    halfDays = half >= 0;
    if (halfDays ? hour < 1 || hour > 12 : hour > 23) {
      return false;
    }
    if (halfDays) {
      hour = hour % 12 + half;
    } else if (!offset()) {
      return false;
    }
    microsOfDay = ((hour * 60L + minute) * 60 + seconds) * 1_000_000 + micros;
    return true;
  }

  /** Skips the byte at the position and reads two digits; -1 if there are not two. */
  private int pair() {
    int start = ++position;
    int value = number(2);
    return position - start == 2 ? value : -1;
  }

  /** Up to nine digits after a point; those beyond microseconds are cut off. */
  private long fraction() {
    int start = ++position;
    int micros = number(6);
    int digits = position - start;
    number(3);
    return digits == 0 || isDigit(position) ? -1 : (long) micros * MICROS[digits];
  }

  /** AM is 0, PM is 12, neither is -1. */
  private int half() {
    int start = text[position] == ' ' ? position + 1 : position;
    int letter = text[start] | 0x20;
    if ((letter == 'a' || letter == 'p') && (text[start + 1] | 0x20) == 'm') {
      position = start + 2;
      return letter == 'a' ? 0 : 12;
    }
    return -1;
  }

  /** Nothing, Z, or hours and perhaps minutes from UTC; false if it is cut short or too large. */
  private boolean offset() {
    byte sign = text[position];
    if (sign == 'Z') {
      position++;
      zoned = true;
    } else if (sign == '+' || sign == '-') {
      zoned = true;
      int start = ++position;
      int hours = number(2);
      int hourDigits = position - start;
      int minutes = 0;
      if (text[position] == ':') {
        minutes = pair();
      } else if (isDigit(position)) {
        position--;
        minutes = pair();
      }
      offsetSeconds = (sign == '-' ? -60 : 60) * (hours * 60 + minutes);
      return hourDigits == 2 && hours < 18 && minutes >= 0 && minutes < 60;
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

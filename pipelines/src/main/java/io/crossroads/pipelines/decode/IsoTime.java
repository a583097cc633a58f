package io.crossroads.pipelines.decode;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads ISO-8601 date-times of the extended format, to the microsecond: {@code
 * yyyy-MM-dd'T'HH:mm[:ss[.S…]][Z|±HH[:mm]]}, with a blank in place of the T as RFC 3339 allows.
 * Digits beyond microseconds are cut off. Hour 24 and leap seconds are not read.
 */
final class IsoTime {

  /** What stands for a text that is no time. */
  static final long INVALID = Long.MIN_VALUE;

  private static final int SHORTEST = "2000-01-01T00:00".length();
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private final ZoneId zone;
  private final boolean utc;
  private int at;
  private int end;
  private byte[] bytes;

  /**
   * A reader for one thread.
   *
   * @param zone where times without an offset are
   */
  IsoTime(ZoneId zone) {
    this.zone = zone;
    this.utc = zone.normalized().equals(ZoneOffset.UTC);
  }

  /** Microseconds since 1970-01-01T00:00:00Z, or {@link #INVALID}. */
  long read(byte[] source, int offset, int length) {
    bytes = source;
    at = offset;
    end = offset + length;
    if (length < SHORTEST) {
      return INVALID;
    }
    int year = digits(4);
    int month = after('-');
    int day = after('-');
    int separator = bytes[at];
    at++;
    int hour = digits(2);
    int minute = after(':');
    int second = at < end && bytes[at] == ':' ? after(':') : 0;
    if ((hour | minute | second) < 0
        || !isDate(year, month, day)
        || (separator != 'T' && separator != ' ')
        || hour > 23
        || minute > 59
        || second > 59) {
      return INVALID;
    }
    int micros = fraction();
    long seconds = daysFromCivil(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second;
    if (micros < 0) {
      return INVALID;
    }
    if (at == end) {
      return (utc ? seconds : inZone(seconds)) * MICROS_PER_SECOND + micros;
    }
    int offsetSeconds = offset();
    return at == end && offsetSeconds != Integer.MIN_VALUE
        ? (seconds - offsetSeconds) * MICROS_PER_SECOND + micros
        : INVALID;
  }

  /** Days since 1970-01-01 of a {@code yyyy-MM-dd}, or {@link #INVALID}. */
  long readDate(byte[] source, int offset, int length) {
    bytes = source;
    at = offset;
    end = offset + length;
    int year = digits(4);
    int month = after('-');
    int day = after('-');
    return at == end && isDate(year, month, day) ? daysFromCivil(year, month, day) : INVALID;
  }

  private static boolean isDate(int year, int month, int day) {
    return (year | month | day) >= 0
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= daysOf(year, month);
  }

  /** Two digits behind a separator, or a negative number. */
  private int after(char separator) {
    if (at >= end || bytes[at] != separator) {
      return -1;
    }
    at++;
    return digits(2);
  }

  private int digits(int count) {
    if (end - at < count) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < count; i++) {
      int digit = bytes[at++] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private int fraction() {
    if (at >= end || bytes[at] != '.') {
      return 0;
    }
    int first = ++at;
    int micros = 0;
    int weight = 100_000;
    while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
      micros += (bytes[at++] - '0') * weight;
      weight /= 10;
    }
    return at == first || at - first > 9 ? -1 : micros;
  }

  /** Seconds east of UTC, or {@link Integer#MIN_VALUE}. */
  private int offset() {
    byte sign = bytes[at++];
    if (sign == 'Z') {
      return 0;
    }
    if (sign != '+' && sign != '-') {
      return Integer.MIN_VALUE;
    }
    int hours = digits(2);
    int minutes = at == end ? 0 : after(':');
    int seconds = hours * 3_600 + minutes * 60;
    if (hours < 0 || minutes < 0 || minutes > 59 || seconds > 18 * 3_600) {
      return Integer.MIN_VALUE;
    }
    return sign == '-' ? -seconds : seconds;
  }

  private long inZone(long localSeconds) {
    return LocalDateTime.ofEpochSecond(localSeconds, 0, ZoneOffset.UTC)
        .atZone(zone)
        .toEpochSecond();
  }

  private static int daysOf(int year, int month) {
    boolean leap = (year & 3) == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && !leap ? 28 : DAYS[month - 1];
  }

  /**
   * Days since 1970-01-01 in the proleptic Gregorian calendar; Howard Hinnant, "chrono-Compatible
   * Low-Level Date Algorithms", days_from_civil.
   */
  private static long daysFromCivil(int year, int month, int day) {
    int shifted = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(shifted, 400);
    int yearOfEra = shifted - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}

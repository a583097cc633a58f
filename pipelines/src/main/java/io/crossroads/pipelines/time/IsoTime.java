package io.crossroads.pipelines.time;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;

/**
 * Reads ISO-8601 date-times of the extended format, to the microsecond: {@code yyyy-MM-dd}, then
 * {@code T}, {@code t} or a blank, then what {@link ClockText} reads. A time without an offset is
 * in the reader's zone; one that the zone has twice or not at all, as its clocks are changed, can
 * be read two ways or none, and is no time. For one thread.
 */
public final class IsoTime {

  /** What stands for a text that is no time. */
  public static final long INVALID = Long.MIN_VALUE;

  private static final int DATE = "2000-01-01".length();
  private static final int SHORTEST = "2000-01-01T00:00".length();
  private static final int WITH_SECONDS = "2000-01-01T00:00:00".length();
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private final ClockText clock = new ClockText(ClockText.Style.ISO);
  private final ZoneRules zone;
  private final boolean utc;

  /**
   * A reader for one thread.
   *
   * @param zone where times without an offset are
   */
  public IsoTime(ZoneId zone) {
    this.zone = zone.getRules();
    this.utc = zone.normalized().equals(ZoneOffset.UTC);
  }

  /** Microseconds since 1970-01-01T00:00:00Z, or {@link #INVALID}. */
  public long read(byte[] source, int offset, int length) {
    if (length < SHORTEST) {
      return INVALID;
    }
    long day = day(source, offset);
    int separator = source[offset + DATE];
    if (day == INVALID || (separator != 'T' && separator != ' ' && separator != 't')) {
      return INVALID;
    }
    long plain = plainClock(source, offset, length);
    if (plain >= 0) {
      return day * 86_400 * MICROS_PER_SECOND + plain;
    }
    if (!clock.read(source, offset + DATE + 1, offset + length) || clock.end() != offset + length) {
      return INVALID;
    }
    long micros = day * 86_400 * MICROS_PER_SECOND + clock.microsOfDay();
    if (clock.zoned()) {
      return micros - clock.offsetSeconds() * MICROS_PER_SECOND;
    }
    return utc ? micros : inZone(micros);
  }

  /** Days since 1970-01-01 of a {@code yyyy-MM-dd}, or {@link #INVALID}. */
  public long readDate(byte[] source, int offset, int length) {
    return length == DATE ? day(source, offset) : INVALID;
  }

  private static long day(byte[] bytes, int at) {
    if (bytes[at + 4] != '-' || bytes[at + 7] != '-') {
      return INVALID;
    }
    int century = two(bytes, at);
    int yearOfCentury = two(bytes, at + 2);
    int month = two(bytes, at + 5);
    int day = two(bytes, at + 8);
    if ((century | yearOfCentury | month | day) < 0) {
      return INVALID;
    }
    int year = century * 100 + yearOfCentury;
    return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month)
        ? daysFromCivil(year, month, day)
        : INVALID;
  }

  /**
   * Microseconds since midnight of what senders mostly write, {@code HH:mm:ss[.S…]Z} of at most six
   * digits; -1 for everything else.
   */
  private static long plainClock(byte[] bytes, int offset, int length) {
    int end = offset + length - 1;
    int second = offset + WITH_SECONDS;
    if (length <= WITH_SECONDS || bytes[end] != 'Z' || end - second > 7 || end - second == 1) {
      return -1;
    }
    int at = offset + DATE + 1;
    int hours = two(bytes, at);
    int minutes = two(bytes, at + 3);
    int seconds = two(bytes, at + 6);
    if ((hours | minutes | seconds) < 0
        || bytes[at + 2] != ':'
        || bytes[at + 5] != ':'
        || hours > 23
        || minutes > 59
        || seconds > 59) {
      return -1;
    }
    int micros = 0;
    if (end > second) {
      if (bytes[second] != '.') {
        return -1;
      }
      int weight = 100_000;
      for (int i = second + 1; i < end; i++, weight /= 10) {
        int digit = bytes[i] - '0';
        if (digit < 0 || digit > 9) {
          return -1;
        }
        micros += digit * weight;
      }
    }
    return ((hours * 60 + minutes) * 60 + seconds) * MICROS_PER_SECOND + micros;
  }

  /** Two digits as a number, or a negative one. */
  private static int two(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }

  private long inZone(long localMicros) {
    long second = Math.floorDiv(localMicros, MICROS_PER_SECOND);
    List<ZoneOffset> offsets =
        zone.getValidOffsets(LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC));
    return offsets.size() == 1
        ? localMicros - offsets.get(0).getTotalSeconds() * MICROS_PER_SECOND
        : INVALID;
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

package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.time.IsoTime;
import java.time.LocalDate;
import java.time.Month;
import java.time.Year;

/**
 * Reads times as logs have them ({@code %t} of Apache's mod_log_config, {@code $time_local} of
 * nginx): {@code 10/Oct/2000:13:55:36 -0700}, the months in English. For one thread.
 */
final class LogTime {

  private static final int LENGTH = "10/Oct/2000:13:55:36 -0700".length();
  private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int GREATEST_OFFSET = 18 * 3_600;

  private int dateRead = -1;
  private long dayRead;

  /** Microseconds since 1970-01-01T00:00:00Z, or {@link IsoTime#INVALID}. */
  long read(byte[] bytes, int from, int to) {
    if (to - from != LENGTH
        || bytes[from + 2] != '/'
        || bytes[from + 6] != '/'
        || bytes[from + 11] != ':'
        || bytes[from + 14] != ':'
        || bytes[from + 17] != ':'
        || bytes[from + 20] != ' ') {
      return IsoTime.INVALID;
    }
    long day = day(bytes, from);
    int hours = two(bytes, from + 12);
    int minutes = two(bytes, from + 15);
    int seconds = two(bytes, from + 18);
    boolean clock = (hours | minutes | seconds) >= 0 && hours < 24 && minutes < 60 && seconds < 60;
    int sign = bytes[from + 21];
    int offsetHours = two(bytes, from + 22);
    int offsetMinutes = two(bytes, from + 24);
    int offset = (offsetHours * 60 + offsetMinutes) * 60;
    boolean placed =
        (offsetHours | offsetMinutes) >= 0
            && offsetMinutes < 60
            && offset <= GREATEST_OFFSET
            && (sign == '+' || sign == '-');
    if (day == IsoTime.INVALID || !clock || !placed) {
      return IsoTime.INVALID;
    }
    long local = day * 86_400 + (hours * 60 + minutes) * 60 + seconds;
    return (sign == '+' ? local - offset : local + offset) * MICROS_PER_SECOND;
  }

  /** Days since 1970-01-01; lines that follow each other are mostly of the same. */
  private long day(byte[] bytes, int from) {
    int day = two(bytes, from);
    int month = month(bytes, from + 3);
    int century = two(bytes, from + 7);
    int yearOfCentury = two(bytes, from + 9);
    if ((day | month | century | yearOfCentury) < 0) {
      return IsoTime.INVALID;
    }
    int year = century * 100 + yearOfCentury;
    int date = (year << 4 | month) << 7 | day;
    if (date != dateRead) {
      if (day < 1 || day > Month.of(month).length(Year.isLeap(year))) {
        return IsoTime.INVALID;
      }
      dayRead = LocalDate.of(year, month, day).toEpochDay();
      dateRead = date;
    }
    return dayRead;
  }

  /** 1 for Jan to 12 for Dec, or -1. */
  private static int month(byte[] bytes, int at) {
    for (int month = 0; month < 12; month++) {
      if (MONTHS.charAt(month * 3) == bytes[at]
          && MONTHS.charAt(month * 3 + 1) == bytes[at + 1]
          && MONTHS.charAt(month * 3 + 2) == bytes[at + 2]) {
        return month + 1;
      }
    }
    return -1;
  }

  /** Two digits as a number, or -1. */
  private static int two(byte[] bytes, int at) {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
  }
}

package io.crossroads.pipelines.history;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/**
 * A column of historical files.
 *
 * @param name the column's name in the Parquet object
 * @param type what it holds
 * @param min least valid value; a time in microseconds since 1970-01-01T00:00
 * @param max greatest valid value, likewise
 * @param aliases names that people give it in CSV headers; compared without case, spaces, hyphens
 *     and underscores, so {@code DateTime} also covers {@code date_time}
 */
public record HistoryColumn(String name, Type type, long min, long max, List<String> aliases) {

  private static final LocalDateTime FIRST_TIME = LocalDateTime.of(2000, 1, 1, 0, 0);
  private static final LocalDateTime LAST_TIME =
      LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);

  /** What a column holds. */
  public enum Type {
    /** Date and time of day without zone, in microseconds. */
    LOCAL_TIME,
    /** Whole number of 32 bits. */
    INT32,
    /** Whole number of 64 bits. */
    INT64
  }

  public HistoryColumn {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    aliases = List.copyOf(aliases);
    if (aliases.isEmpty()) {
      throw new IllegalArgumentException("column '" + name + "' has no name in a header");
    }
    if (min > max) {
      throw new IllegalArgumentException("empty range: " + min + " > " + max);
    }
  }

  /** A time from the year 2000 to 9999, as of events. */
  public static HistoryColumn time(String name, String... aliases) {
    return new HistoryColumn(
        name, Type.LOCAL_TIME, micros(FIRST_TIME), micros(LAST_TIME), List.of(aliases));
  }

  /** A whole number of 32 bits that is not negative. */
  public static HistoryColumn count(String name, String... aliases) {
    return new HistoryColumn(name, Type.INT32, 0, Integer.MAX_VALUE, List.of(aliases));
  }

  /** Any whole number of 64 bits. */
  public static HistoryColumn number(String name, String... aliases) {
    return new HistoryColumn(name, Type.INT64, Long.MIN_VALUE, Long.MAX_VALUE, List.of(aliases));
  }

  private static long micros(LocalDateTime time) {
    return ChronoUnit.MICROS.between(LocalDate.EPOCH.atStartOfDay(), time);
  }
}

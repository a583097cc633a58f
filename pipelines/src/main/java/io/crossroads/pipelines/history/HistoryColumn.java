package io.crossroads.pipelines.history;

import java.util.List;
import java.util.Objects;

/**
 * A column of historical files.
 *
 * @param name the column's name in the Parquet object
 * @param type what it holds
 * @param min least valid value; of no meaning for {@link Type#LOCAL_TIME}
 * @param max greatest valid value; of no meaning for {@link Type#LOCAL_TIME}
 * @param aliases names that people give it in CSV headers; compared without case, spaces, hyphens
 *     and underscores, so {@code DateTime} also covers {@code date_time}
 */
public record HistoryColumn(String name, Type type, long min, long max, List<String> aliases) {

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
  }
}

package io.crossroads.pipelines;

import java.time.Duration;

/**
 * A table in PostgreSQL that has every valid event as a row, for people who ask in SQL: the columns
 * of the schema, and those that tell which record a row is. It is divided by the day of append
 * time, and whole days are dropped.
 *
 * @param name the table's name; lower case, digits and underscores
 * @param kept how long a row is kept after it was appended, whole days, at least one
 */
public record RowTable(String name, Duration kept) {

  public RowTable {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("table name must be [a-z][a-z0-9_]*, not '" + name + "'");
    }
    if (kept.compareTo(Duration.ofDays(1)) < 0 || !kept.equals(Duration.ofDays(kept.toDays()))) {
      throw new IllegalArgumentException(
          "table '" + name + "' keeps rows for " + kept + "; it must be whole days, at least one");
    }
  }
}

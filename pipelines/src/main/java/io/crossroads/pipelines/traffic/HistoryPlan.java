package io.crossroads.pipelines.traffic;

import java.time.LocalDate;
import java.util.Objects;

/**
 * What a generated file of hourly counts holds.
 *
 * @param seed the same seed gives the same bytes
 * @param junctions how many, numbered from 1; every fourth opens in the last quarter of the period
 * @param from first day
 * @param to last day, not before {@code from}
 * @param gaps share of hours without a row, in runs of 1 to 12 hours, 0 to 0.5
 * @param outliers share of rows with a count several times too high, 0 to 0.5
 * @param rows the file ends after so many; {@link Long#MAX_VALUE} for no limit
 * @param style how dates and cells are written
 */
public record HistoryPlan(
    long seed,
    int junctions,
    LocalDate from,
    LocalDate to,
    double gaps,
    double outliers,
    long rows,
    HistoryStyle style) {

  public HistoryPlan {
    Objects.requireNonNull(style, "style");
    require(junctions >= 1, "there must be at least 1 junction, not " + junctions);
    require(!to.isBefore(from), "the last day " + to + " is before the first, " + from);
    require(
        from.getYear() >= 1 && to.getYear() <= 9999,
        "years must be 1 to 9999, not " + from + " to " + to);
    require(gaps >= 0 && gaps <= 0.5, "the share of gaps must be 0 to 0.5, not " + gaps);
    require(
        outliers >= 0 && outliers <= 0.5,
        "the share of outliers must be 0 to 0.5, not " + outliers);
    require(rows >= 1, "there must be at least 1 row, not " + rows);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}

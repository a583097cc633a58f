package io.crossroads.streaming.speed;

import java.time.Duration;
import java.util.Locale;

/**
 * What became of batches of the speed query.
 *
 * @param records records that were read
 * @param cells partial aggregates that were written
 * @param lag offsets of the topic that do not count yet
 * @param held those of them that wait behind an open transaction
 * @param duration from the last batch's begin to its commit
 */
record SpeedBatchReport(long records, long cells, long lag, long held, Duration duration) {

  static final SpeedBatchReport NONE = new SpeedBatchReport(0, 0, 0, 0, Duration.ZERO);

  /** Both together, with lag and duration of the later one. */
  SpeedBatchReport and(SpeedBatchReport later) {
    return new SpeedBatchReport(
        records + later.records, cells + later.cells, later.lag, later.held, later.duration);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "live records=%d cells=%d lag=%d%s duration=%.2fs",
        records,
        cells,
        lag,
        held == 0 ? "" : " held=" + held,
        duration.toMillis() / 1000.0);
  }
}

package io.crossroads.streaming.archive;

import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;

/**
 * What became of one batch.
 *
 * @param batch its number in this run, from 0
 * @param records records that were read
 * @param archived events that the archive has gained
 * @param rejected records that the table of rejected ones has gained
 * @param holes offsets that no record has, such as marks of transactions
 * @param counted events by the values of the column that the pipeline counts by; mostly empty
 * @param lag offsets of the topic that are not archived yet
 * @param held those of them that wait behind an open transaction
 * @param duration from the batch's begin to its last commit
 */
record BatchReport(
    long batch,
    long records,
    long archived,
    long rejected,
    long holes,
    SortedMap<String, Long> counted,
    long lag,
    long held,
    Duration duration) {

  /** How many offsets it covered. */
  long offsets() {
    return records + holes;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "batch=%d records=%d archived=%d rejected=%d holes=%d%s lag=%d%s duration=%.1fs",
        batch,
        records,
        archived,
        rejected,
        holes,
        counted.isEmpty() ? "" : " by " + counted,
        lag,
        held == 0 ? "" : " held=" + held,
        duration.toMillis() / 1000.0);
  }
}

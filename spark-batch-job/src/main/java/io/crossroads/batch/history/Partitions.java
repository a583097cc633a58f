package io.crossroads.batch.history;

import io.crossroads.batch.parquet.RowGroupWriter;
import io.crossroads.batch.rows.KeyBounds;
import io.crossroads.batch.rows.RunOrder;

/** How many partitions the rows of a file are exchanged between. */
final class Partitions {

  /** A little less than a row group, so that a partition is mostly one and seldom two. */
  private static final long ROWS = RowGroupWriter.GROUP_ROWS / 8 * 7;

  private Partitions() {}

  /** Bounds between partitions of about a row group each. */
  static KeyBounds between(RunOrder order, long rows) {
    return KeyBounds.between(order.samples(), (int) Math.min(Short.MAX_VALUE, rows / ROWS + 1));
  }
}

package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.crossroads.lake.KafkaColumns;
import io.crossroads.layers.position.Position;
import java.util.Map;
import org.apache.spark.sql.Column;

/** Conditions on the offsets of rows. */
final class OffsetFilter {

  private OffsetFilter() {}

  /** Rows before a position; their topic is not looked at. */
  static Column before(Position position) {
    Column before = lit(false);
    for (int partition : position.partitions().keySet()) {
      before = before.or(isBefore(partition, position.nextOffset(partition)));
    }
    return before;
  }

  /** Rows before offsets, by partition; their topic is not looked at. */
  static Column before(Map<Integer, Long> offsets) {
    Column before = lit(false);
    for (Map.Entry<Integer, Long> offset : offsets.entrySet()) {
      before = before.or(isBefore(offset.getKey(), offset.getValue()));
    }
    return before;
  }

  private static Column isBefore(int partition, long offset) {
    return col(KafkaColumns.PARTITION).equalTo(partition).and(col(KafkaColumns.OFFSET).lt(offset));
  }
}

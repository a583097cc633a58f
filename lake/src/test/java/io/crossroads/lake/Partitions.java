package io.crossroads.lake;

import org.apache.iceberg.PartitionData;
import org.apache.iceberg.PartitionSpec;

/** Partition values of tables under test. */
final class Partitions {

  private Partitions() {}

  static PartitionData of(TableDefinition table, Object... values) {
    return of(table.partitions(), values);
  }

  static PartitionData of(PartitionSpec spec, Object... values) {
    PartitionData partition = new PartitionData(spec.partitionType());
    for (int i = 0; i < values.length; i++) {
      partition.set(i, values[i]);
    }
    return partition;
  }
}

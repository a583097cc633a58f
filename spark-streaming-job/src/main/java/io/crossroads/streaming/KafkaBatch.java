package io.crossroads.streaming;

import io.crossroads.layers.position.Position;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.Partition;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.connector.read.InputPartition;
import org.apache.spark.sql.execution.LogicalRDD;
import org.apache.spark.sql.execution.datasources.v2.DataSourceRDD;
import org.apache.spark.sql.execution.datasources.v2.DataSourceRDDPartition;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.KafkaOffsetRange;
import scala.collection.Seq;
import scala.reflect.ClassTag$;

/**
 * A micro-batch of Spark's source {@code kafka}, as the source planned it.
 *
 * @param records reads its records
 * @param ranges by partition of the topic, the offsets that it covers. A partition without anything
 *     new is not in it
 */
record KafkaBatch(KafkaRecords records, Map<Integer, TopicRange> ranges) {

  /**
   * Takes a batch apart.
   *
   * @param batch what {@code foreachBatch} was given, of a query that is nothing but the source
   */
  static KafkaBatch of(Dataset<Row> batch) {
    RDD<InternalRow> planned = ((LogicalRDD) batch.queryExecution().logical()).rdd();
    while (!(planned instanceof DataSourceRDD)) {
      planned = planned.firstParent(ClassTag$.MODULE$.apply(InternalRow.class));
    }
    Partition[] partitions = planned.partitions();
    Map<Integer, TopicRange> ranges = new TreeMap<>();
    for (Partition partition : partitions) {
      KafkaOffsetRange range = input(partition).offsetRange();
      TopicRange before =
          ranges.put(
              range.topicPartition().partition(),
              new TopicRange(range.fromOffset(), range.untilOffset()));
      if (before != null) {
        throw new IllegalStateException("partition " + range.topicPartition() + " is read twice");
      }
    }
    return new KafkaBatch(
        new KafkaRecords(batch.sparkSession().sparkContext(), partitions), ranges);
  }

  /**
   * Makes sure that the batch goes on where a position ends.
   *
   * @throws IllegalStateException if it does not
   */
  void requireFollows(Position position) {
    ranges.forEach(
        (partition, range) -> {
          if (range.from() != position.nextOffset(partition)) {
            throw new IllegalStateException(
                String.format(
                    Locale.ROOT,
                    "partition %d goes on at offset %d, not at %d",
                    partition,
                    range.from(),
                    position.nextOffset(partition)));
          }
        });
  }

  /** What a partition of the batch reads; the source gives it one range of one topic partition. */
  static KafkaBatchInputPartition input(Partition partition) {
    Seq<InputPartition> inputs = ((DataSourceRDDPartition) partition).inputPartitions();
    if (inputs.size() != 1) {
      throw new IllegalStateException(inputs.size() + " inputs in one partition of a batch");
    }
    return (KafkaBatchInputPartition) inputs.apply(0);
  }
}

package io.crossroads.streaming;

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
import scala.jdk.javaapi.CollectionConverters;

/**
 * A micro-batch of Spark's source {@code kafka}: its records as the source reads them, and the
 * offsets that it covers.
 *
 * @param rows the records, without the projections that Spark puts on top and which copy each twice
 * @param ranges by partition of the topic, what the batch covers. A partition without anything new
 *     is not in it
 */
record KafkaBatch(RDD<InternalRow> rows, Map<Integer, TopicRange> ranges) {

  /**
   * Takes a batch apart.
   *
   * @param batch what {@code foreachBatch} was given, of a query that is nothing but the source
   */
  static KafkaBatch of(Dataset<Row> batch) {
    RDD<InternalRow> rows = ((LogicalRDD) batch.queryExecution().logical()).rdd();
    RDD<InternalRow> parent = parent(rows);
    while (!(parent instanceof DataSourceRDD)) {
      rows = parent;
      parent = parent(rows);
    }
    Map<Integer, TopicRange> ranges = new TreeMap<>();
    for (Partition partition : parent.partitions()) {
      var inputs = ((DataSourceRDDPartition) partition).inputPartitions();
      for (InputPartition input : CollectionConverters.asJava(inputs)) {
        KafkaOffsetRange range = ((KafkaBatchInputPartition) input).offsetRange();
        ranges.merge(
            range.topicPartition().partition(),
            new TopicRange(range.fromOffset(), range.untilOffset()),
            (one, other) ->
                new TopicRange(
                    Math.min(one.from(), other.from()), Math.max(one.until(), other.until())));
      }
    }
    return new KafkaBatch(rows, ranges);
  }

  private static RDD<InternalRow> parent(RDD<InternalRow> rows) {
    return rows.firstParent(scala.reflect.ClassTag$.MODULE$.apply(InternalRow.class));
  }
}

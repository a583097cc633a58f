package io.crossroads.streaming.source;

import io.crossroads.layers.position.OffsetRange;
import io.crossroads.layers.position.Position;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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
 * @param planned what each task reads, in the order of the tasks; one range of one topic partition.
 *     A partition without anything new is in none
 */
public record KafkaBatch(RDD<ConsumerRecord<byte[], byte[]>> records, List<PlannedRange> planned) {

  /**
   * Takes a batch apart.
   *
   * @param batch what {@code foreachBatch} was given, of a query that is nothing but the source
   */
  public static KafkaBatch of(Dataset<Row> batch) {
    RDD<InternalRow> source = ((LogicalRDD) batch.queryExecution().logical()).rdd();
    while (!(source instanceof DataSourceRDD)) {
      source = source.firstParent(ClassTag$.MODULE$.apply(InternalRow.class));
    }
    Partition[] partitions = source.partitions();
    List<PlannedRange> planned = new ArrayList<>();
    Set<Integer> numbers = new HashSet<>();
    for (Partition partition : partitions) {
      KafkaOffsetRange range = input(partition).offsetRange();
      int number = range.topicPartition().partition();
      planned.add(new PlannedRange(number, range.fromOffset(), range.untilOffset()));
      if (!numbers.add(number)) {
        throw new IllegalStateException("partition " + range.topicPartition() + " is read twice");
      }
    }
    return new KafkaBatch(
        new KafkaRecords(batch.sparkSession().sparkContext(), partitions), planned);
  }

  /** By partition of the topic, the offsets that the batch covers. */
  public Map<Integer, OffsetRange> ranges() {
    Map<Integer, OffsetRange> ranges = new TreeMap<>();
    planned.forEach(range -> ranges.put(range.partition(), range.offsets()));
    return ranges;
  }

  /**
   * Makes sure that the batch goes on where a position ends.
   *
   * @throws IllegalStateException if it does not
   */
  public void requireFollows(Position position) {
    ranges()
        .forEach(
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

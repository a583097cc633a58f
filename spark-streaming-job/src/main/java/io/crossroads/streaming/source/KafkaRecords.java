package io.crossroads.streaming.source;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;
import scala.collection.immutable.Nil$;
import scala.reflect.ClassTag$;

/**
 * The records of a batch of Spark's source {@code kafka}, read by the source's own consumers with
 * their checks for lost records, but not made into rows: each row is two copies of the record.
 */
final class KafkaRecords extends RDD<ConsumerRecord<byte[], byte[]>> {

  private static final long serialVersionUID = 1L;

  private final transient Partition[] planned;

  /**
   * Reads nothing yet.
   *
   * @param planned what the source planned, one range of one topic partition each
   */
  KafkaRecords(SparkContext spark, Partition[] planned) {
    super(spark, nothing(), ClassTag$.MODULE$.apply(ConsumerRecord.class));
    this.planned = planned.clone();
  }

  /** It depends on no other data. */
  @SuppressWarnings("unchecked")
  private static <T> Seq<T> nothing() {
    return (Seq<T>) Nil$.MODULE$;
  }

  @Override
  public Partition[] getPartitions() {
    return planned.clone();
  }

  /** Where a consumer of the partition is at hand. */
  @Override
  public Seq<String> getPreferredLocations(Partition partition) {
    return scala.Predef.wrapRefArray(KafkaBatch.input(partition).preferredLocations()).toSeq();
  }

  @Override
  public Iterator<ConsumerRecord<byte[], byte[]>> compute(Partition partition, TaskContext task) {
    KafkaBatchInputPartition input = KafkaBatch.input(partition);
    return JavaConverters.asScalaIterator(new RangeReader(input, task));
  }
}

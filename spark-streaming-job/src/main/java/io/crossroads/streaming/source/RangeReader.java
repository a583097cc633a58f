package io.crossroads.streaming.source;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.kafka010.KafkaBatchInputPartition;
import org.apache.spark.sql.kafka010.consumer.KafkaDataConsumer;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads a range of offsets of one topic partition, in order. Offsets without a record are left out.
 */
final class RangeReader implements Iterator<ConsumerRecord<byte[], byte[]>> {

  private final TaskContext task;
  private final KafkaDataConsumer consumer;
  private final long until;
  private final long pollTimeoutMillis;
  private final boolean failOnDataLoss;
  private long next;
  private ConsumerRecord<byte[], byte[]> record;

  /** Borrows a consumer until the task ends. */
  RangeReader(KafkaBatchInputPartition input, TaskContext task) {
    this.task = task;
    this.consumer =
        KafkaDataConsumer.acquire(
            input.offsetRange().topicPartition(), input.executorKafkaParams());
    this.next = input.offsetRange().fromOffset();
    this.until = input.offsetRange().untilOffset();
    this.pollTimeoutMillis = input.pollTimeoutMs();
    this.failOnDataLoss = input.failOnDataLoss();
    task.addTaskCompletionListener((TaskCompletionListener) ended -> consumer.release());
  }

  @Override
  public boolean hasNext() {
    if (record == null && next < until) {
      task.killTaskIfInterrupted();
      record = consumer.get(next, until, pollTimeoutMillis, failOnDataLoss);
      next = record == null ? until : record.offset() + 1;
    }
    return record != null;
  }

  @Override
  public ConsumerRecord<byte[], byte[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ConsumerRecord<byte[], byte[]> read = record;
    record = null;
    return read;
  }
}

package io.crossroads.producer.consume;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where reading ends: at offsets, which are known from the beginning or once a time has passed.
 * Records behind them that come along are not to be printed.
 */
final class ReadUntil {

  private final Consumer<byte[], byte[]> consumer;
  private final Collection<TopicPartition> partitions;
  private final Instant time;
  private Map<TopicPartition, Long> ends;

  /**
   * An end that may lie in the future.
   *
   * @param currentEnd whether to end at what is there now
   * @param time before which records are appended; null for any
   */
  ReadUntil(
      Consumer<byte[], byte[]> consumer,
      Collection<TopicPartition> partitions,
      boolean currentEnd,
      Instant time) {
    this.consumer = consumer;
    this.partitions = partitions;
    this.time = time;
    ends = currentEnd ? consumer.endOffsets(partitions) : null;
  }

  /** Whether a record lies before the end. */
  boolean includes(TopicPartition partition, long offset, long appendTimeMillis) {
    return (ends == null || offset < ends.get(partition))
        && (time == null || appendTimeMillis < time.toEpochMilli());
  }

  /** Whether everything before the end was read. */
  boolean reached() {
    if (ends == null && time != null && Instant.now().isAfter(time)) {
      ends = ReadFrom.positions(consumer, partitions, time);
    }
    return ends != null
        && ends.entrySet().stream()
            .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }
}

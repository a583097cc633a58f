package io.crossroads.streaming;

import io.crossroads.pipelines.decode.EventRow;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** One record on its way from the topic into files; reused from record to record. */
final class TopicRecord {

  private static final long MICROS_PER_MILLI = 1_000;

  final EventRow event;
  int partition;
  long offset;

  /** Microseconds since the epoch; the partition's running maximum. */
  long appendTimeMicros;

  /** Null if it has none. */
  byte[] key;

  /** Null if it has none, as a tombstone has. */
  byte[] value;

  TopicRecord(EventRow event) {
    this.event = event;
  }

  /** Becomes a record, with the append time that the broker gave it. */
  void read(ConsumerRecord<byte[], byte[]> record) {
    partition = record.partition();
    offset = record.offset();
    appendTimeMicros = record.timestamp() * MICROS_PER_MILLI;
    key = record.key();
    value = record.value();
  }
}

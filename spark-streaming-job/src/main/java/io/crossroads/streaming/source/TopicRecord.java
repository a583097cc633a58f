package io.crossroads.streaming.source;

import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/** One record on its way from the topic into files; reused from record to record. */
public final class TopicRecord {

  public final EventRow event;
  private final AppendTimeCheck check;
  public int partition;
  public long offset;

  /** Microseconds since the epoch; the partition's running maximum. */
  public long appendTimeMicros;

  /** Null if it has none. */
  public byte[] key;

  /** Null if it has none, as a tombstone has. */
  public byte[] value;

  /** As the client has them. */
  public Headers headers;

  /** A record that is not read yet; its event goes into {@code event}. */
  public TopicRecord(EventRow event, AppendTimeCheck check) {
    this.event = event;
    this.check = check;
  }

  /**
   * Becomes a record, with the append time that the broker gave it.
   *
   * @throws io.crossroads.cli.CommandFailure if it has none and is not to be taken in
   */
  public void read(ConsumerRecord<byte[], byte[]> record) {
    partition = record.partition();
    offset = record.offset();
    appendTimeMicros = check.micros(record);
    key = record.key();
    value = record.value();
    headers = record.headers();
  }

  /**
   * Decodes it.
   *
   * @return whether it is a valid event; if not, the event tells why
   */
  public boolean decode(EventDecoder decoder) {
    return decoder.decode(
        value,
        0,
        value == null ? 0 : value.length,
        new KafkaHeaders(headers),
        appendTimeMicros,
        event);
  }
}

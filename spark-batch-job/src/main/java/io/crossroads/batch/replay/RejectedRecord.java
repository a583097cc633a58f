package io.crossroads.batch.replay;

import io.crossroads.lake.HeadersText;
import io.crossroads.layers.position.RecordPosition;
import io.crossroads.pipelines.decode.RecordHeaders;
import java.util.Objects;

/**
 * A rejected record as its topic had it.
 *
 * @param position which record it is
 * @param appendMicros its append time, in microseconds since 1970
 * @param reason why it was rejected
 * @param field the field at fault; null where it is the record
 * @param key null if it had none
 * @param value null for a tombstone
 * @param headersText as the table has them; null if it had none
 */
public record RejectedRecord(
    RecordPosition position,
    long appendMicros,
    String reason,
    String field,
    byte[] key,
    byte[] value,
    String headersText) {

  public RejectedRecord {
    Objects.requireNonNull(position, "position");
    Objects.requireNonNull(reason, "reason");
  }

  /** How many bytes key, value and headers have, about. */
  int size() {
    return (key == null ? 0 : key.length)
        + (value == null ? 0 : value.length)
        + (headersText == null ? 0 : headersText.length());
  }

  RecordHeaders headers() {
    return HeadersText.read(headersText);
  }
}

package io.crossroads.pipelines.decode;

/**
 * Turns the bytes of one record into one event, or says why it cannot. A decoder keeps buffers and
 * is for one thread; get one per task from the pipeline.
 */
public interface EventDecoder {

  /**
   * Decodes one record.
   *
   * @param bytes holds the record; must not change while {@code row} is read. Null for a record
   *     without a value
   * @param offset where the record begins in {@code bytes}
   * @param length its length in bytes
   * @param headers the record's headers; {@link RecordHeaders#NONE} where there are none
   * @param appendTimeMicros when the broker appended it, microseconds since the epoch
   * @param row receives the event or the rejection; what it held before is gone
   * @return whether the record is a valid event; if not, {@link EventRow#rejection()} says why
   */
  boolean decode(
      byte[] bytes,
      int offset,
      int length,
      RecordHeaders headers,
      long appendTimeMicros,
      EventRow row);

  /** The same of a record without headers. */
  default boolean decode(
      byte[] bytes, int offset, int length, long appendTimeMicros, EventRow row) {
    return decode(bytes, offset, length, RecordHeaders.NONE, appendTimeMicros, row);
  }

  /** A row that fits this decoder. */
  EventRow newRow();
}

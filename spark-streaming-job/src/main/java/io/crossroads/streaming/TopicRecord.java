package io.crossroads.streaming;

import io.crossroads.pipelines.decode.EventRow;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * One record on its way from the topic into files; reused from record to record. Key and value lie
 * in somebody else's arrays and are valid until the next record is read.
 */
final class TopicRecord {

  private static final int KEY = 0;
  private static final int VALUE = 1;
  private static final int PARTITION = 3;
  private static final int OFFSET = 4;
  private static final int TIMESTAMP = 5;

  final Bytes key = new Bytes();
  final Bytes value = new Bytes();
  final EventRow event;
  int partition;
  long offset;

  /** Microseconds since the epoch; the partition's running maximum. */
  long appendTimeMicros;

  TopicRecord(EventRow event) {
    this.event = event;
  }

  /** Takes a row with the columns of Spark's source {@code kafka}. */
  void read(InternalRow row) {
    key.read(row, KEY);
    value.read(row, VALUE);
    partition = row.getInt(PARTITION);
    offset = row.getLong(OFFSET);
    appendTimeMicros = row.getLong(TIMESTAMP);
  }

  /** A part of an array; null where the record has no key or no value. */
  static final class Bytes {
    byte[] array;
    int offset;
    int length;

    private void read(InternalRow row, int column) {
      if (row.isNullAt(column)) {
        set(null, 0, 0);
      } else if (row instanceof UnsafeRow unsafe && unsafe.getBaseObject() instanceof byte[] base) {
        long place = unsafe.getLong(column);
        long start = unsafe.getBaseOffset() - Platform.BYTE_ARRAY_OFFSET + (place >>> 32);
        set(base, (int) start, (int) place);
      } else {
        byte[] copy = row.getBinary(column);
        set(copy, 0, copy.length);
      }
    }

    private void set(byte[] newArray, int newOffset, int newLength) {
      array = newArray;
      offset = newOffset;
      length = newLength;
    }
  }
}

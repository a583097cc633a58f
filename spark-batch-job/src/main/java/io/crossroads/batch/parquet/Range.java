package io.crossroads.batch.parquet;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.format.Statistics;

/** The least and greatest of some values. */
record Range(long min, long max) {

  /** Of {@code values[from..to)}, which are not empty. */
  static Range of(long[] values, int from, int to) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int i = from; i < to; i++) {
      min = Math.min(min, values[i]);
      max = Math.max(max, values[i]);
    }
    return new Range(min, max);
  }

  Range with(Range other) {
    return new Range(Math.min(min, other.min), Math.max(max, other.max));
  }

  /** The difference; negative if it is over {@link Long#MAX_VALUE}. */
  long width() {
    return max - min;
  }

  Statistics statistics(boolean narrow) {
    Statistics statistics = new Statistics();
    statistics.setNull_count(0);
    statistics.setMin_value(bytes(min, narrow));
    statistics.setMax_value(bytes(max, narrow));
    statistics.setMin(bytes(min, narrow));
    statistics.setMax(bytes(max, narrow));
    return statistics;
  }

  /** A value as Parquet's plain encoding has it. */
  static ByteBuffer bytes(long value, boolean narrow) {
    ByteBuffer bytes =
        ByteBuffer.allocate(narrow ? Integer.BYTES : Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return (narrow ? bytes.putInt((int) value) : bytes.putLong(value)).flip();
  }
}

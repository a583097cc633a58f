package io.crossroads.batch.rows;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Some rows of a batch, packed for their way through a shuffle: of each column the least value, and
 * of each row the difference from it in as few whole bytes as the column needs.
 *
 * @param place where the batch starts in the file, in bytes; blocks of one partition are put
 *     together in this order
 * @param rows how many rows there are
 * @param bytes the packed rows
 */
public record Block(long place, int rows, byte[] bytes) implements Serializable {

  /** Packs rows {@code [from..to)} of some columns, which are not empty. */
  static Block pack(long[][] columns, long place, int from, int to) {
    int rows = to - from;
    long[] least = new long[columns.length];
    int[] sizes = new int[columns.length];
    int length = Long.BYTES;
    for (int column = 0; column < columns.length; column++) {
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      for (int row = from; row < to; row++) {
        min = Math.min(min, columns[column][row]);
        max = Math.max(max, columns[column][row]);
      }
      least[column] = min;
      sizes[column] = (Long.SIZE - Long.numberOfLeadingZeros(max - min) + 7) / 8;
      length += Long.BYTES + 1 + rows * sizes[column];
    }
    ByteBuffer packed = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    for (int column = 0; column < columns.length; column++) {
      packed.putLong(least[column]).put((byte) sizes[column]);
      int position = packed.position();
      for (int row = from; row < to; row++) {
        packed.putLong(position, columns[column][row] - least[column]);
        position += sizes[column];
      }
      packed.position(position);
    }
    return new Block(place, rows, packed.array());
  }

  /** Adds the rows to a batch, in their order. */
  void unpack(RowBatch batch) {
    ByteBuffer packed = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int first = batch.rows();
    batch.reserve(rows);
    for (int column = 0; column < batch.width(); column++) {
      long least = packed.getLong();
      int size = packed.get();
      long mask = size == Long.BYTES ? -1 : (1L << (8 * size)) - 1;
      long[] values = batch.column(column);
      int position = packed.position();
      for (int row = first; row < first + rows; row++) {
        values[row] = least + (packed.getLong(position) & mask);
        position += size;
      }
      packed.position(position);
    }
    batch.add(rows);
  }
}

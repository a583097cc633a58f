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

  /** Packs rows {@code order[from..to)} of a batch. */
  static Block pack(RowBatch batch, long place, int[] order, int from, int to) {
    int rows = to - from;
    int width = batch.width();
    long[] least = new long[width];
    int[] sizes = new int[width];
    int length = 0;
    for (int column = 0; column < width; column++) {
      long[] values = batch.column(column);
      long min = Long.MAX_VALUE;
      long max = Long.MIN_VALUE;
      for (int i = from; i < to; i++) {
        min = Math.min(min, values[order[i]]);
        max = Math.max(max, values[order[i]]);
      }
      least[column] = min;
      sizes[column] = (Long.SIZE - Long.numberOfLeadingZeros(max - min) + 7) / 8;
      length += Long.BYTES + 1 + rows * sizes[column];
    }
    ByteBuffer packed = ByteBuffer.allocate(length + Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int column = 0; column < width; column++) {
      long[] values = batch.column(column);
      packed.putLong(least[column]).put((byte) sizes[column]);
      int position = packed.position();
      for (int i = from; i < to; i++) {
        packed.putLong(position, values[order[i]] - least[column]);
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

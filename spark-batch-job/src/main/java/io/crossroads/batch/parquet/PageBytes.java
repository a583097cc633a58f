package io.crossroads.batch.parquet;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The bytes of a page as it is encoded; the array grows and is used again for the next page. */
final class PageBytes {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private byte[] bytes = new byte[1 << 16];
  private int size;

  void clear() {
    size = 0;
  }

  int size() {
    return size;
  }

  /** The array that begins with the page; valid until more is added. */
  byte[] array() {
    return bytes;
  }

  void addByte(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
  }

  /** Adds a number in as many bytes as told, the lowest first. */
  void addBytes(long value, int count) {
    reserve(Long.BYTES);
    LONGS.set(bytes, size, value);
    size += count;
  }

  /** Adds an unsigned number, seven bits a byte, the lowest first. */
  void addUnsigned(long value) {
    long rest = value;
    while (rest >>> 7 != 0) {
      addByte((int) (rest & 0x7F | 0x80));
      rest >>>= 7;
    }
    addByte((int) rest);
  }

  /** Adds a signed number so that small ones of either sign are short. */
  void addSigned(long value) {
    addUnsigned(value << 1 ^ value >> 63);
  }

  /**
   * Adds {@code values[from..to)}, which are not negative, in as few bits each as told, from the
   * lowest bit on; filled up with zeros to {@code count} values.
   *
   * @param count a multiple of 8
   */
  void addPacked(long[] values, int from, int to, int count, int bits) {
    reserve(count / 8 * bits + Long.BYTES);
    int end = size + count / 8 * bits;
    long word = 0;
    int filled = 0;
    for (int i = from; i < to && bits > 0; i++) {
      word |= values[i] << filled;
      filled += bits;
      if (filled >= Long.SIZE) {
        LONGS.set(bytes, size, word);
        size += Long.BYTES;
        filled -= Long.SIZE;
        word = filled == 0 ? 0 : values[i] >>> (bits - filled);
      }
    }
    while (size < end) {
      LONGS.set(bytes, size, word);
      size += Long.BYTES;
      word = 0;
    }
    size = end;
  }

  private void reserve(int more) {
    if (bytes.length - size < more + Long.BYTES) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more + Long.BYTES));
    }
  }
}

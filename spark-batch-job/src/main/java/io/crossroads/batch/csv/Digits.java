package io.crossroads.batch.csv;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Reads up to eight decimal digits at a time, as the bytes of one {@code long}. */
final class Digits {

  /** The most digits that {@link #count} finds. */
  static final int MOST = Long.BYTES;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ZEROS = 0x3030_3030_3030_3030L;
  private static final long ABOVE_NINE = 0x7676_7676_7676_7676L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
  private static final long[] POWERS = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private Digits() {}

  /** The eight bytes from an index on; a byte that was a digit is its value. */
  static long load(byte[] bytes, int index) {
    return (long) LONGS.get(bytes, index) ^ ZEROS;
  }

  /** How many of the first bytes are digits. */
  static int count(long loaded) {
    return Long.numberOfTrailingZeros((loaded + ABOVE_NINE | loaded) & HIGH_BITS) >>> 3;
  }

  /** The number that the first {@code count} digits make, from 1 to 8 of them. */
  static long value(long loaded, int count) {
    long digits = loaded << (Long.SIZE - count * Byte.SIZE);
    long pairs = (digits * 10 + (digits >>> 8)) & 0x00FF_00FF_00FF_00FFL;
    long fours = (pairs * 100 + (pairs >>> 16)) & 0x0000_FFFF_0000_FFFFL;
    return (fours * 10_000 + (fours >>> 32)) & 0xFFFF_FFFFL;
  }

  /** Ten to the power of 0 to 8. */
  static long power(int exponent) {
    return POWERS[exponent];
  }
}

package io.crossroads.batch.parquet;

import org.apache.parquet.format.Encoding;

/**
 * Parquet's {@code DELTA_BINARY_PACKED}: differences of neighbours, less the least of their block,
 * in as few bits as a quarter of the block needs. For times and numbers that grow.
 */
final class DeltaEncoder implements PageEncoder {

  private static final int BLOCK = 128;
  private static final int MINI_BLOCKS = 4;
  private static final int MINI_BLOCK = BLOCK / MINI_BLOCKS;

  private final long mask;
  private final boolean narrow;
  private final long[] deltas = new long[BLOCK];

  /**
   * An encoder of one column.
   *
   * @param narrow whether the column is of 32 bits, whose differences wrap around at 32 bits
   */
  DeltaEncoder(boolean narrow) {
    this.narrow = narrow;
    mask = narrow ? 0xFFFF_FFFFL : -1;
  }

  @Override
  public Encoding encoding() {
    return Encoding.DELTA_BINARY_PACKED;
  }

  @Override
  public void encode(long[] values, int from, int to, PageBytes page) {
    page.addUnsigned(BLOCK);
    page.addUnsigned(MINI_BLOCKS);
    page.addUnsigned(to - from);
    page.addSigned(values[from]);
    for (int first = from + 1; first < to; first += BLOCK) {
      block(values, first, Math.min(first + BLOCK, to), page);
    }
  }

  private void block(long[] values, int from, int to, PageBytes page) {
    int count = to - from;
    long least = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      long delta = values[from + i] - values[from + i - 1];
      delta = narrow ? (int) delta : delta;
      deltas[i] = delta;
      least = Math.min(least, delta);
    }
    page.addSigned(least);
    long[] highest = new long[MINI_BLOCKS];
    for (int i = 0; i < count; i++) {
      deltas[i] = deltas[i] - least & mask;
      highest[i / MINI_BLOCK] |= deltas[i];
    }
    for (long bits : highest) {
      page.addByte(width(bits));
    }
    for (int mini = 0; mini * MINI_BLOCK < count; mini++) {
      int first = mini * MINI_BLOCK;
      int last = Math.min(first + MINI_BLOCK, count);
      page.addPacked(deltas, first, last, MINI_BLOCK, width(highest[mini]));
    }
  }

  private static int width(long bits) {
    return Long.SIZE - Long.numberOfLeadingZeros(bits);
  }
}

package io.crossroads.batch.rows;

/**
 * Sorts the rows of a batch; equal ones keep their order. It is a radix sort of row numbers, from
 * the last column of the key to the first, and leaves out what is in order already. For one thread,
 * which keeps its memory from batch to batch.
 */
public final class RowSort {

  private static final int DIGIT_BITS = 11;
  private static final int DIGITS = 1 << DIGIT_BITS;

  private final SortKey key;
  private int[] order = {};
  private int[] next = {};
  private long[] spare = {};

  public RowSort(SortKey key) {
    this.key = key;
  }

  /** Sorts a batch. */
  public void sort(RowBatch batch) {
    if (key.isSorted(batch)) {
      return;
    }
    int rows = batch.rows();
    if (order.length < rows) {
      order = new int[rows];
      next = new int[rows];
    }
    for (int row = 0; row < rows; row++) {
      order[row] = row;
    }
    for (int i = key.columns().size() - 1; i >= 0; i--) {
      orderBy(batch.column(key.columns().get(i)), rows);
    }
    for (int column = 0; column < batch.width(); column++) {
      long[] values = batch.column(column);
      if (spare.length != values.length) {
        spare = new long[values.length];
      }
      for (int row = 0; row < rows; row++) {
        spare[row] = values[order[row]];
      }
      spare = batch.replace(column, spare);
    }
  }

  private void orderBy(long[] values, int rows) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    boolean sorted = true;
    long before = Long.MIN_VALUE;
    for (int i = 0; i < rows; i++) {
      long value = values[order[i]];
      min = Math.min(min, value);
      max = Math.max(max, value);
      sorted &= before <= value;
      before = value;
    }
    int bits = Long.SIZE - Long.numberOfLeadingZeros(max - min);
    for (int shift = 0; !sorted && shift < bits; shift += DIGIT_BITS) {
      orderByDigit(values, rows, min, shift);
    }
  }

  private void orderByDigit(long[] values, int rows, long min, int shift) {
    int[] places = new int[DIGITS + 1];
    for (int i = 0; i < rows; i++) {
      places[digit(values[i], min, shift) + 1]++;
    }
    for (int digit = 0; digit < DIGITS; digit++) {
      if (places[digit + 1] == rows) {
        return;
      }
      places[digit + 1] += places[digit];
    }
    for (int i = 0; i < rows; i++) {
      int row = order[i];
      next[places[digit(values[row], min, shift)]++] = row;
    }
    int[] swap = order;
    order = next;
    next = swap;
  }

  /** Differences are taken as unsigned, so that any two longs can be compared. */
  private static int digit(long value, long min, int shift) {
    return (int) ((value - min) >>> shift) & (DIGITS - 1);
  }
}

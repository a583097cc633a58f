package io.crossroads.batch.parquet;

import java.util.Optional;
import org.apache.parquet.format.Encoding;

/**
 * Parquet's {@code RLE_DICTIONARY} for numbers of a small range: places in the list of those that
 * occur, found without hashing; eight or more of the same as a count. For counts, and identifiers
 * that repeat.
 */
final class DictionaryEncoder implements PageEncoder {

  private static final long WIDEST = 1 << 16;
  private static final int GROUP = 8;

  private final long min;
  private final int[] places;
  private final int size;
  private final int bits;
  private long[] indexes = {};

  private DictionaryEncoder(long min, int[] places, int size) {
    this.min = min;
    this.places = places;
    this.size = size;
    bits = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
  }

  /** An encoder for {@code values[from..to)}; empty if their range is too wide. */
  static Optional<DictionaryEncoder> of(long[] values, int from, int to, Range range) {
    if (range.width() < 0 || range.width() >= WIDEST) {
      return Optional.empty();
    }
    long min = range.min();
    int[] places = new int[(int) range.width() + 1];
    for (int row = from; row < to; row++) {
      places[(int) (values[row] - min)] = 1;
    }
    int size = 0;
    for (int value = 0; value < places.length; value++) {
      places[value] = places[value] == 0 ? -1 : size++;
    }
    return Optional.of(new DictionaryEncoder(min, places, size));
  }

  /** The values that occur, in ascending order. */
  long[] dictionary() {
    long[] values = new long[size];
    for (int value = 0; value < places.length; value++) {
      if (places[value] >= 0) {
        values[places[value]] = min + value;
      }
    }
    return values;
  }

  @Override
  public Encoding encoding() {
    return Encoding.RLE_DICTIONARY;
  }

  @Override
  public void encode(long[] values, int from, int to, PageBytes page) {
    int count = to - from;
    if (indexes.length < count) {
      indexes = new long[count];
    }
    for (int i = 0; i < count; i++) {
      indexes[i] = places[(int) (values[from + i] - min)];
    }
    page.addByte(bits);
    int first = 0;
    while (first < count) {
      int run = run(first, count);
      if (run >= GROUP) {
        page.addUnsigned((long) run << 1);
        page.addBytes(indexes[first], (bits + 7) / 8);
        first += run;
      } else {
        int last = packedUntil(first, count);
        int groups = (last - first + GROUP - 1) / GROUP;
        page.addUnsigned((long) groups << 1 | 1);
        page.addPacked(indexes, first, last, groups * GROUP, bits);
        first = last;
      }
    }
  }

  /** How many indexes from {@code first} on are the same. */
  private int run(int first, int count) {
    int last = first + 1;
    while (last < count && indexes[last] == indexes[first]) {
      last++;
    }
    return last - first;
  }

  /** Where the groups end after which the next group is all the same. */
  private int packedUntil(int first, int count) {
    int last = first + GROUP;
    while (last < count && run(last, Math.min(last + GROUP, count)) < GROUP) {
      last += GROUP;
    }
    return Math.min(last, count);
  }
}

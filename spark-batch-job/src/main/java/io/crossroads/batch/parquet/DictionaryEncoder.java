package io.crossroads.batch.parquet;

import java.io.IOException;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridEncoder;

/**
 * Numbers of a small range as places in a list of those that occur, which needs no hashing: counts,
 * and identifiers that repeat.
 */
final class DictionaryEncoder implements PageEncoder {

  private static final long WIDEST = 1 << 16;
  private static final int PAGE = 1 << 18;

  private final long min;
  private final int[] places;
  private final int size;
  private final int bits;
  private final RunLengthBitPackingHybridEncoder encoder;

  private DictionaryEncoder(long min, int[] places, int size) {
    this.min = min;
    this.places = places;
    this.size = size;
    bits = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
    encoder =
        new RunLengthBitPackingHybridEncoder(bits, 1 << 8, PAGE, new HeapByteBufferAllocator());
  }

  /** An encoder for {@code values[from..to)}; empty if their range is too wide. */
  static Optional<DictionaryEncoder> of(long[] values, int from, int to, long min, long max) {
    if (max - min < 0 || max - min >= WIDEST) {
      return Optional.empty();
    }
    int[] places = new int[(int) (max - min) + 1];
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
  public BytesInput encode(long[] values, int from, int to) throws IOException {
    encoder.reset();
    for (int row = from; row < to; row++) {
      encoder.writeInt(places[(int) (values[row] - min)]);
    }
    return BytesInput.concat(BytesInput.from(new byte[] {(byte) bits}), encoder.toBytes());
  }
}

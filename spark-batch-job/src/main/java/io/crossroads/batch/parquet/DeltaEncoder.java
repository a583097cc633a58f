package io.crossroads.batch.parquet;

import java.io.IOException;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;

/** Differences of neighbours in as few bits as they need: for times and numbers that grow. */
final class DeltaEncoder implements PageEncoder {

  private static final int SLAB = 1 << 12;
  private static final int PAGE = 1 << 18;

  private final boolean narrow;
  private final ValuesWriter writer;

  /**
   * An encoder of one column.
   *
   * @param narrow whether the column is of 32 bits
   */
  DeltaEncoder(boolean narrow) {
    this.narrow = narrow;
    ByteBufferAllocator heap = new HeapByteBufferAllocator();
    writer =
        narrow
            ? new DeltaBinaryPackingValuesWriterForInteger(SLAB, PAGE, heap)
            : new DeltaBinaryPackingValuesWriterForLong(SLAB, PAGE, heap);
  }

  @Override
  public Encoding encoding() {
    return Encoding.DELTA_BINARY_PACKED;
  }

  @Override
  public BytesInput encode(long[] values, int from, int to) throws IOException {
    writer.reset();
    if (narrow) {
      for (int row = from; row < to; row++) {
        writer.writeInteger((int) values[row]);
      }
    } else {
      for (int row = from; row < to; row++) {
        writer.writeLong(values[row]);
      }
    }
    return writer.getBytes();
  }
}

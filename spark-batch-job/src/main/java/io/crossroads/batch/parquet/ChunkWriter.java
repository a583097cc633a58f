package io.crossroads.batch.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;

/** Writes the values of one column to row groups. For one thread. */
final class ChunkWriter implements AutoCloseable {

  /** Rows of a page, which is the least that a reader can skip; parquet-mr's own default. */
  static final int PAGE_ROWS = 20_000;

  private static final int ZSTD_LEVEL = 1;

  private final ColumnDescriptor column;
  private final boolean narrow;
  private final DeltaEncoder delta;
  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
  private byte[] compressed = {};

  ChunkWriter(ColumnDescriptor column) {
    this.column = column;
    narrow = column.getPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT32;
    delta = new DeltaEncoder(narrow);
  }

  /** Writes {@code values[first..last)}, which are not empty, as a chunk. */
  void write(ParquetFileWriter file, long[] values, int first, int last) throws IOException {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int row = first; row < last; row++) {
      min = Math.min(min, values[row]);
      max = Math.max(max, values[row]);
    }
    int rows = last - first;
    file.startColumn(column, rows, CompressionCodecName.ZSTD);
    Optional<DictionaryEncoder> dictionary = DictionaryEncoder.of(values, first, last, min, max);
    if (dictionary.isPresent()) {
      writeDictionary(file, dictionary.get().dictionary());
    }
    PageEncoder encoder = dictionary.isPresent() ? dictionary.get() : delta;
    int pages = (rows + PAGE_ROWS - 1) / PAGE_ROWS;
    for (int page = 0; page < pages; page++) {
      int from = first + (int) ((long) rows * page / pages);
      int to = first + (int) ((long) rows * (page + 1) / pages);
      writePage(file, encoder, values, from, to);
    }
    file.endColumn();
  }

  @Override
  public void close() {
    zstd.close();
  }

  private void writePage(
      ParquetFileWriter file, PageEncoder encoder, long[] values, int from, int to)
      throws IOException {
    BytesInput plain = encoder.encode(values, from, to);
    file.writeDataPage(
        to - from,
        Math.toIntExact(plain.size()),
        compress(plain.toByteArray()),
        statistics(values, from, to),
        to - from,
        Encoding.RLE,
        Encoding.RLE,
        encoder.encoding());
  }

  private void writeDictionary(ParquetFileWriter file, long[] values) throws IOException {
    ByteBuffer plain =
        ByteBuffer.allocate(values.length * (narrow ? Integer.BYTES : Long.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      if (narrow) {
        plain.putInt((int) value);
      } else {
        plain.putLong(value);
      }
    }
    file.writeDictionaryPage(
        new DictionaryPage(
            compress(plain.array()), plain.capacity(), values.length, Encoding.PLAIN));
  }

  private BytesInput compress(byte[] plain) {
    int bound = (int) Zstd.compressBound(plain.length);
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    int size = zstd.compressByteArray(compressed, 0, bound, plain, 0, plain.length);
    return BytesInput.from(Arrays.copyOf(compressed, size));
  }

  private Statistics<?> statistics(long[] values, int from, int to) {
    long min = Long.MAX_VALUE;
    long max = Long.MIN_VALUE;
    for (int row = from; row < to; row++) {
      min = Math.min(min, values[row]);
      max = Math.max(max, values[row]);
    }
    Statistics<?> statistics = Statistics.createStats(column.getPrimitiveType());
    if (narrow) {
      ((IntStatistics) statistics).setMinMax((int) min, (int) max);
    } else {
      ((LongStatistics) statistics).setMinMax(min, max);
    }
    return statistics;
  }
}

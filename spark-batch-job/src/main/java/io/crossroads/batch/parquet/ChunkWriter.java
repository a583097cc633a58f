package io.crossroads.batch.parquet;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.crossroads.batch.csv.CsvColumn;
import io.crossroads.pipelines.history.HistoryColumn.Type;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** Writes the values of one column, as a column chunk of each row group. For one thread. */
final class ChunkWriter implements AutoCloseable {

  /** Rows of a page, which is the least that a reader can skip; as in other writers. */
  private static final int PAGE_ROWS = 20_000;

  private static final int ZSTD_LEVEL = 1;

  private final CsvColumn column;
  private final boolean narrow;
  private final FSDataOutputStream stream;
  private final DeltaEncoder delta;
  private final PageBytes page = new PageBytes();
  private final ZstdCompressCtx zstd = new ZstdCompressCtx().setLevel(ZSTD_LEVEL);
  private byte[] compressed = {};
  private long plainSize;

  ChunkWriter(CsvColumn column, FSDataOutputStream stream) {
    this.column = column;
    this.stream = stream;
    narrow = column.type() == Type.INT32;
    delta = new DeltaEncoder(narrow);
  }

  /** Writes {@code values[first..last)}, which are not empty. */
  WrittenChunk write(long[] values, int first, int last) throws IOException {
    long start = stream.getPos();
    plainSize = 0;
    int rows = last - first;
    int pages = (rows + PAGE_ROWS - 1) / PAGE_ROWS;
    int[] borders = new int[pages + 1];
    Range[] ranges = new Range[pages];
    for (int number = 0; number < pages; number++) {
      borders[number] = first + (int) ((long) rows * number / pages);
      borders[number + 1] = first + (int) ((long) rows * (number + 1) / pages);
      ranges[number] = Range.of(values, borders[number], borders[number + 1]);
    }
    Range range = Stream.of(ranges).reduce(Range::with).orElseThrow();
    Optional<DictionaryEncoder> dictionary = DictionaryEncoder.of(values, first, last, range);
    PageEncoder encoder = dictionary.isPresent() ? dictionary.get() : delta;
    if (dictionary.isPresent()) {
      writeDictionary(dictionary.get().dictionary());
    }
    PageIndex index = new PageIndex(narrow);
    for (int number = 0; number < pages; number++) {
      long position = stream.getPos();
      writeData(encoder, values, borders[number], borders[number + 1]);
      index.add(position, stream.getPos() - position, borders[number] - first, ranges[number]);
    }
    ColumnMetaData data = metaData(rows, start, index.firstPage(), range);
    data.setEncodings(List.copyOf(encodings(encoder, dictionary.isPresent())));
    data.setEncoding_stats(encodingStats(encoder, dictionary.isPresent(), pages));
    return new WrittenChunk(data, index.columnIndex(), index.offsetIndex());
  }

  @Override
  public void close() {
    zstd.close();
  }

  private ColumnMetaData metaData(long rows, long start, long firstPage, Range range)
      throws IOException {
    ColumnMetaData data = new ColumnMetaData();
    data.setType(ObjectSchema.type(column));
    data.setPath_in_schema(List.of(column.name()));
    data.setCodec(CompressionCodec.ZSTD);
    data.setNum_values(rows);
    data.setTotal_uncompressed_size(plainSize);
    data.setTotal_compressed_size(stream.getPos() - start);
    data.setData_page_offset(firstPage);
    if (firstPage > start) {
      data.setDictionary_page_offset(start);
    }
    data.setStatistics(range.statistics(narrow));
    return data;
  }

  private static Set<Encoding> encodings(PageEncoder encoder, boolean dictionary) {
    Set<Encoding> encodings = new LinkedHashSet<>();
    encodings.add(Encoding.RLE);
    if (dictionary) {
      encodings.add(Encoding.PLAIN);
    }
    encodings.add(encoder.encoding());
    return encodings;
  }

  private static List<PageEncodingStats> encodingStats(
      PageEncoder encoder, boolean dictionary, int pages) {
    List<PageEncodingStats> stats = new ArrayList<>();
    if (dictionary) {
      stats.add(new PageEncodingStats(PageType.DICTIONARY_PAGE, Encoding.PLAIN, 1));
    }
    stats.add(new PageEncodingStats(PageType.DATA_PAGE, encoder.encoding(), pages));
    return stats;
  }

  private void writeData(PageEncoder encoder, long[] values, int from, int to) throws IOException {
    page.clear();
    encoder.encode(values, from, to, page);
    PageHeader header = header(PageType.DATA_PAGE);
    header.setData_page_header(
        new DataPageHeader(to - from, encoder.encoding(), Encoding.RLE, Encoding.RLE));
    writePage(header);
  }

  private void writeDictionary(long[] values) throws IOException {
    page.clear();
    for (long value : values) {
      page.addBytes(value, narrow ? Integer.BYTES : Long.BYTES);
    }
    PageHeader header = header(PageType.DICTIONARY_PAGE);
    DictionaryPageHeader dictionary = new DictionaryPageHeader(values.length, Encoding.PLAIN);
    dictionary.setIs_sorted(true);
    header.setDictionary_page_header(dictionary);
    writePage(header);
  }

  /** Compresses the page and returns the header for it. */
  private PageHeader header(PageType type) {
    int bound = (int) Zstd.compressBound(page.size());
    if (compressed.length < bound) {
      compressed = new byte[bound];
    }
    int size = zstd.compressByteArray(compressed, 0, bound, page.array(), 0, page.size());
    CRC32 checksum = new CRC32();
    checksum.update(compressed, 0, size);
    PageHeader header = new PageHeader(type, page.size(), size);
    header.setCrc((int) checksum.getValue());
    return header;
  }

  private void writePage(PageHeader header) throws IOException {
    long start = stream.getPos();
    Util.writePageHeader(header, stream);
    plainSize += stream.getPos() - start + header.getUncompressed_page_size();
    stream.write(compressed, 0, header.getCompressed_page_size());
  }
}

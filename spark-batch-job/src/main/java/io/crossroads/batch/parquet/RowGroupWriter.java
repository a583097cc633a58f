package io.crossroads.batch.parquet;

import io.crossroads.batch.csv.CsvColumn;
import io.crossroads.batch.rows.RowBatch;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.schema.MessageType;

/**
 * Writes batches as row groups of a Parquet file, compressed by zstd, with least and greatest
 * values of each row group and page. A column of few different values is encoded by a dictionary,
 * others by differences. For one thread.
 */
public final class RowGroupWriter implements AutoCloseable {

  /** Most rows of a row group. */
  public static final int GROUP_ROWS = 1 << 20;

  private final ParquetFileWriter file;
  private final List<ChunkWriter> chunks;

  /**
   * Begins a file.
   *
   * @param columns of the file and of the batches
   * @param stream where it goes; the caller closes it
   */
  public RowGroupWriter(List<CsvColumn> columns, FSDataOutputStream stream) throws IOException {
    MessageType schema = ObjectSchema.of(columns);
    file = open(schema, stream);
    chunks = schema.getColumns().stream().map(ChunkWriter::new).toList();
  }

  static ParquetFileWriter open(MessageType schema, FSDataOutputStream stream) throws IOException {
    ParquetFileWriter file =
        new ParquetFileWriter(
            new StreamOutput(stream),
            schema,
            ParquetFileWriter.Mode.OVERWRITE,
            ParquetWriter.DEFAULT_BLOCK_SIZE,
            ParquetWriter.MAX_PADDING_SIZE_DEFAULT,
            ParquetProperties.DEFAULT_COLUMN_INDEX_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_STATISTICS_TRUNCATE_LENGTH,
            ParquetProperties.DEFAULT_PAGE_WRITE_CHECKSUM_ENABLED);
    file.start();
    return file;
  }

  /** Writes the rows of a batch, which may be none, as row groups of about the same size. */
  public void write(RowBatch batch) throws IOException {
    int groups = (batch.rows() + GROUP_ROWS - 1) / GROUP_ROWS;
    for (int group = 0; group < groups; group++) {
      int from = (int) ((long) batch.rows() * group / groups);
      int to = (int) ((long) batch.rows() * (group + 1) / groups);
      file.startBlock(to - from);
      for (int column = 0; column < chunks.size(); column++) {
        chunks.get(column).write(file, batch.column(column), from, to);
      }
      file.endBlock();
    }
  }

  /** Completes the file. */
  public void finish() throws IOException {
    file.end(Map.of());
  }

  @Override
  public void close() {
    chunks.forEach(ChunkWriter::close);
  }
}

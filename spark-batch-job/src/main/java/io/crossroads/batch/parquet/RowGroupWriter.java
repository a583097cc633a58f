package io.crossroads.batch.parquet;

import io.crossroads.batch.csv.CsvColumn;
import io.crossroads.batch.rows.RowBatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;

/**
 * Writes batches as row groups of a Parquet object, compressed by zstd, with least and greatest
 * values of each row group and page. A column of few different values is encoded by a dictionary,
 * others by differences. What it writes is no object yet: {@link ObjectWriter} puts the row groups
 * of several writers together. For one thread.
 */
public final class RowGroupWriter implements AutoCloseable {

  /** Most rows of a row group. */
  public static final int GROUP_ROWS = 1 << 20;

  private final List<ChunkWriter> chunks;
  private final List<WrittenGroup> groups = new ArrayList<>();

  /**
   * Begins to write.
   *
   * @param columns of the batches
   * @param stream where the row groups go; the caller closes it
   */
  public RowGroupWriter(List<CsvColumn> columns, FSDataOutputStream stream) {
    chunks = columns.stream().map(column -> new ChunkWriter(column, stream)).toList();
  }

  /** Writes the rows of a batch, which may be none, as row groups of about the same size. */
  public void write(RowBatch batch) throws IOException {
    int count = (batch.rows() + GROUP_ROWS - 1) / GROUP_ROWS;
    for (int group = 0; group < count; group++) {
      int from = (int) ((long) batch.rows() * group / count);
      int to = (int) ((long) batch.rows() * (group + 1) / count);
      List<WrittenChunk> written = new ArrayList<>();
      for (int column = 0; column < chunks.size(); column++) {
        written.add(chunks.get(column).write(batch.column(column), from, to));
      }
      groups.add(new WrittenGroup(to - from, written));
    }
  }

  /** The row groups that were written, at their places in the stream. */
  public List<WrittenGroup> groups() {
    return groups;
  }

  @Override
  public void close() {
    chunks.forEach(ChunkWriter::close);
  }
}

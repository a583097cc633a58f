package io.crossroads.batch.history;

import io.crossroads.batch.csv.CsvColumn;
import io.crossroads.batch.parquet.RowGroupWriter;
import io.crossroads.batch.rows.RowBatch;
import io.crossroads.batch.storage.Storage;
import java.io.IOException;
import java.util.List;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;

/** The row groups that one task writes, as a file of its own that is made with the first row. */
final class PartFile implements AutoCloseable {

  private final Storage storage;
  private final Path path;
  private final List<CsvColumn> columns;
  private FSDataOutputStream stream;
  private RowGroupWriter writer;

  PartFile(Storage storage, Path path, List<CsvColumn> columns) {
    this.storage = storage;
    this.path = path;
    this.columns = columns;
  }

  void write(RowBatch batch) throws IOException {
    if (writer == null) {
      stream = storage.of(path).create(path, true);
      writer = new RowGroupWriter(columns, stream);
    }
    writer.write(batch);
  }

  /** Completes the file. */
  WrittenPart finish() throws IOException {
    if (writer == null) {
      return WrittenPart.NONE;
    }
    stream.close();
    return new WrittenPart(path.toString(), writer.groups());
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
      stream.close();
    }
  }
}

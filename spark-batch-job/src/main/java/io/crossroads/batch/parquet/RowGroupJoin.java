package io.crossroads.batch.parquet;

import io.crossroads.batch.csv.CsvColumn;
import io.crossroads.batch.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/** Joins Parquet files of one schema into one, row group by row group, without decoding them. */
public final class RowGroupJoin {

  private final MessageType schema;
  private final ParquetFileWriter file;
  private long rows;

  /**
   * Begins a file.
   *
   * @param stream where it goes; the caller closes it
   */
  public RowGroupJoin(List<CsvColumn> columns, FSDataOutputStream stream) throws IOException {
    schema = ObjectSchema.of(columns);
    file = RowGroupWriter.open(schema, stream);
  }

  /** Appends the row groups of a file, with their column and offset indexes. */
  public void append(Storage storage, Path part) throws IOException {
    InputFile input = HadoopInputFile.fromPath(part, storage.configuration());
    try (ParquetFileReader reader = ParquetFileReader.open(input);
        SeekableInputStream bytes = input.newStream()) {
      for (BlockMetaData group : reader.getRowGroups()) {
        file.startBlock(group.getRowCount());
        for (ColumnChunkMetaData chunk : group.getColumns()) {
          file.appendColumnChunk(
              schema.getColumnDescription(chunk.getPath().toArray()),
              bytes,
              chunk,
              null,
              reader.readColumnIndex(chunk),
              reader.readOffsetIndex(chunk));
        }
        file.endBlock();
        rows += group.getRowCount();
      }
    }
  }

  /** Rows appended so far. */
  public long rows() {
    return rows;
  }

  /** Completes the file. */
  public void finish() throws IOException {
    file.end(Map.of());
  }
}

package io.crossroads.batch.analyses;

import io.crossroads.batch.storage.AtomicFile;
import io.crossroads.batch.storage.RunFolder;
import io.crossroads.batch.storage.Storage;
import io.crossroads.pipelines.analysis.Analysis.Output;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.execution.datasources.parquet.ParquetWriteSupport;
import org.apache.spark.sql.types.StructType;
import scala.collection.JavaConverters;

/**
 * An object that holds the rows of a query in the query's order; Parquet as Spark writes it. The
 * driver does it, as answers are small: a task needs a folder for what is not complete, whose
 * traces stay in a bucket that keeps replaced objects.
 */
final class AnswerFile {

  /** What Spark's writer insists on being told. */
  private static final Map<String, String> FORMAT =
      Map.of(
          "spark.sql.parquet.writeLegacyFormat", "false",
          "spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS",
          "spark.sql.parquet.fieldId.write.enabled", "false");

  private AnswerFile() {}

  /** What rows are written to; closing it completes the file, but leaves the stream open. */
  interface Sink extends Closeable {
    void write(InternalRow row) throws IOException;
  }

  /** Who else takes the rows of an answer. */
  interface Reader<T> {
    T read(Iterator<InternalRow> rows) throws SQLException;
  }

  /**
   * Writes the rows while somebody reads them, so that a query runs once; the object appears whole
   * when all rows were read, or what was there before stays.
   */
  static <T> T write(
      Dataset<Row> rows, Output output, Storage storage, Path target, Reader<T> reader)
      throws IOException, SQLException {
    if (Storage.isObjectStore(storage.of(target))) {
      return write(rows, output, storage, new AtomicFile(storage, target, target), target, reader);
    }
    try (RunFolder run = new RunFolder(storage, target.getParent())) {
      Path staging = new Path(run.path(), target.getName());
      return write(rows, output, storage, new AtomicFile(storage, target, staging), target, reader);
    }
  }

  private static <T> T write(
      Dataset<Row> rows,
      Output output,
      Storage storage,
      AtomicFile file,
      Path target,
      Reader<T> reader)
      throws IOException, SQLException {
    try (AtomicFile whole = file) {
      T read;
      try (Sink sink = sink(rows.schema(), output, storage, whole, target)) {
        Iterator<InternalRow> answer =
            JavaConverters.asJavaIterator(rows.queryExecution().executedPlan().executeToIterator());
        read = reader.read(new Written(answer, sink));
      } catch (UncheckedIOException e) {
        throw e.getCause();
      }
      whole.commit();
      return read;
    }
  }

  private static Sink sink(
      StructType type, Output output, Storage storage, AtomicFile file, Path target)
      throws IOException {
    return switch (output) {
      case PARQUET -> {
        Configuration format = new Configuration(storage.configuration());
        FORMAT.forEach(format::set);
        ParquetWriteSupport.setSchema(type, format);
        yield new ParquetRows(
            new Writer(new InPlace(file.stream(), target)).withConf(format).build());
      }
      case CSV -> new CsvRows(type, file.stream());
    };
  }

  private record ParquetRows(ParquetWriter<InternalRow> parquet) implements Sink {
    @Override
    public void write(InternalRow row) throws IOException {
      parquet.write(row);
    }

    @Override
    public void close() throws IOException {
      parquet.close();
    }
  }

  /** Rows that are in the file when they are read. */
  private record Written(Iterator<InternalRow> rows, Sink file) implements Iterator<InternalRow> {

    @Override
    public boolean hasNext() {
      return rows.hasNext();
    }

    @Override
    public InternalRow next() {
      InternalRow row = rows.next();
      try {
        file.write(row);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return row;
    }
  }

  private static final class Writer extends ParquetWriter.Builder<InternalRow, Writer> {

    Writer(OutputFile file) {
      super(file);
      withCompressionCodec(CompressionCodecName.SNAPPY);
    }

    @Override
    protected Writer self() {
      return this;
    }

    @Override
    protected WriteSupport<InternalRow> getWriteSupport(Configuration format) {
      return new ParquetWriteSupport();
    }
  }

  /**
   * An open stream as a file to write. It stays open: whoever opened it knows if it is complete.
   */
  private record InPlace(FSDataOutputStream stream, Path target) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSize) {
      return createOrOverwrite(blockSize);
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return new PositionOutputStream() {
        @Override
        public long getPos() {
          return stream.getPos();
        }

        @Override
        public void write(int value) throws IOException {
          stream.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
          stream.write(bytes, offset, length);
        }
      };
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }

    @Override
    public String getPath() {
      return target.toString();
    }
  }
}

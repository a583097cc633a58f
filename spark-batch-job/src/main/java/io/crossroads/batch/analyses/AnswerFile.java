package io.crossroads.batch.analyses;

import io.crossroads.batch.storage.RunFolder;
import io.crossroads.batch.storage.Storage;
import io.crossroads.batch.storage.WholeFile;
import java.io.IOException;
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
import scala.collection.Iterator;

/**
 * A Parquet object that holds the rows of a query in the query's order, as Spark writes them. The
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

  /** Writes the rows; the object appears whole, or what was there before stays. */
  static void write(Dataset<Row> rows, Storage storage, Path target) throws IOException {
    Configuration format = new Configuration(storage.configuration());
    FORMAT.forEach(format::set);
    ParquetWriteSupport.setSchema(rows.schema(), format);
    if (Storage.isObjectStore(storage.of(target))) {
      write(rows, format, new WholeFile(storage, target, target), target);
      return;
    }
    try (RunFolder run = new RunFolder(storage, target.getParent())) {
      Path staging = new Path(run.path(), target.getName());
      write(rows, format, new WholeFile(storage, target, staging), target);
    }
  }

  private static void write(Dataset<Row> rows, Configuration format, WholeFile file, Path target)
      throws IOException {
    try (WholeFile whole = file) {
      try (ParquetWriter<InternalRow> parquet =
          new Writer(new InPlace(whole.stream(), target)).withConf(format).build()) {
        Iterator<InternalRow> answer = rows.queryExecution().executedPlan().executeToIterator();
        while (answer.hasNext()) {
          parquet.write(answer.next());
        }
      }
      whole.commit();
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

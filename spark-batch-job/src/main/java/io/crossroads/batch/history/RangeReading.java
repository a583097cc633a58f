package io.crossroads.batch.history;

import io.crossroads.batch.csv.RowParser;
import io.crossroads.batch.csv.RowReader;
import io.crossroads.batch.parquet.RowGroupWriter;
import io.crossroads.batch.rows.RowBatch;
import io.crossroads.batch.rows.RunOrder;
import io.crossroads.batch.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/** One attempt of a task to read a range: batch after batch, then the report. */
final class RangeReading implements AutoCloseable {

  /** Bytes of a line that is short, so that memory for the rows of a range seldom has to grow. */
  private static final int SHORT_LINE = 32;

  private final ByteRange range;
  private final InputStream input;
  private final RejectWriter rejects;
  private final RowParser parser;
  private final RowReader reader;
  private final RunOrder order = new RunOrder();
  private final RowBatch batch;
  private long place;
  private long rows;
  private boolean more = true;

  RangeReading(FilePlan plan, ByteRange range, Storage storage, String staging) throws IOException {
    this.range = range;
    rejects = new RejectWriter(storage, attempt(staging, "rejected", range.index()));
    parser = plan.parser();
    batch =
        new RowBatch(
            plan.heading().columns().size(),
            (Math.min(range.until(), plan.file().length()) - range.from()) / SHORT_LINE,
            RowGroupWriter.GROUP_ROWS);
    input = plan.file().open(storage, range.seek() ? range.from() - 1 : range.from());
    reader = new RowReader(input, range.from(), range.seek(), range.until(), parser, rejects);
  }

  /** A path that no other attempt has, so that a task may run twice at once. */
  static Path attempt(String staging, String kind, int index) {
    TaskContext task = TaskContext.get();
    return new Path(
        staging,
        String.format(
            Locale.ROOT, "%s-%05d-%d-%d", kind, index, task.stageId(), task.taskAttemptId()));
  }

  /**
   * Reads the next rows.
   *
   * @return the batch, the same one each time; null if there are no more rows
   */
  RowBatch next() throws IOException {
    batch.clear();
    while (more && batch.rows() == 0) {
      place = reader.offset();
      more = reader.read(batch);
    }
    rows += batch.rows();
    return batch.rows() == 0 ? null : batch;
  }

  /** Where the last batch starts in the file, in bytes. */
  long place() {
    return place;
  }

  /** Order of the batches, for those who sort them and tell it. */
  RunOrder order() {
    return order;
  }

  /** What was found, once there are no more rows. */
  RangeReport report(WrittenPart part) throws IOException {
    rejects.close();
    return new RangeReport(
        range.index(),
        reader.start(),
        reader.offset(),
        reader.lines(),
        reader.records(),
        rows,
        rejects.faults(),
        parser.evidence(),
        order,
        part,
        rejects.file());
  }

  @Override
  public void close() throws IOException {
    input.close();
    rejects.close();
  }
}

package io.crossroads.batch.history;

import io.crossroads.batch.csv.Rejects;
import io.crossroads.batch.csv.RowReader;
import io.crossroads.batch.rows.RowBatch;
import io.crossroads.batch.rows.RunOrder;
import io.crossroads.batch.storage.Storage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Looks at samples of a large file to guess whether its rows are in order. */
final class OrderProbe {

  private static final int WINDOWS = 32;
  private static final int WINDOW_BYTES = 8 << 10;

  private final FilePlan plan;
  private final Storage storage;
  private final RunOrder order = new RunOrder();
  private long bytes;
  private long rows;

  OrderProbe(FilePlan plan, Storage storage) {
    this.plan = plan;
    this.storage = storage;
  }

  /** The plan as it is if the samples are in order; otherwise with an exchange of rows. */
  FilePlan plan() throws IOException {
    long from = plan.heading().bytes();
    long length = plan.file().length();
    try (InputStream stream = plan.file().open(storage, from)) {
      long position = from;
      for (int window = 0; window < WINDOWS; window++) {
        long start = from + (length - from) / WINDOWS * window;
        stream.skipNBytes(start - position);
        byte[] bytes = stream.readNBytes(WINDOW_BYTES);
        position = start + bytes.length;
        read(bytes, start);
      }
    }
    if (order.isInOrder() || rows == 0) {
      return plan;
    }
    return plan.exchanging(Partitions.between(order, rows * ((length - from) / bytes + 1)));
  }

  private void read(byte[] window, long start) throws IOException {
    int until = window.length;
    while (until > 0 && window[until - 1] != '\n') {
      until--;
    }
    RowBatch batch = new RowBatch(plan.heading().columns().size(), WINDOW_BYTES / 32, WINDOW_BYTES);
    RowReader reader =
        new RowReader(
            new ByteArrayInputStream(window, 0, until),
            start + 1,
            true,
            start + until,
            plan.parser(),
            Rejects.NONE);
    reader.read(batch);
    bytes += start + until - reader.start();
    rows += batch.rows();
    order.addAsIs(batch, plan.key(), start);
  }
}

package io.crossroads.batch.history;

import io.crossroads.batch.rows.RowBatch;
import io.crossroads.batch.rows.RowSort;
import io.crossroads.batch.storage.Storage;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/**
 * Reads a range and writes its row groups, as long as they are in order. From the first one that is
 * not, it only looks at the rest.
 */
final class OrderedTask implements Function<ByteRange, RangeReport> {

  private static final long serialVersionUID = 1L;

  private final FilePlan plan;
  private final Broadcast<Storage> storage;
  private final String staging;

  OrderedTask(FilePlan plan, Broadcast<Storage> storage, String staging) {
    this.plan = plan;
    this.storage = storage;
    this.staging = staging;
  }

  @Override
  public RangeReport call(ByteRange range) throws Exception {
    RowSort sort = new RowSort(plan.key());
    try (RangeReading reading = new RangeReading(plan, range, storage.value(), staging);
        PartFile part =
            new PartFile(
                storage.value(),
                RangeReading.attempt(staging, "part", range.index()),
                plan.heading().columns())) {
      for (RowBatch batch = reading.next(); batch != null; batch = reading.next()) {
        sort.sort(batch);
        reading.order().add(batch, plan.key(), reading.place());
        if (plan.write() && reading.order().isInOrder()) {
          part.write(batch);
        }
      }
      return reading.report(part.finish());
    }
  }
}

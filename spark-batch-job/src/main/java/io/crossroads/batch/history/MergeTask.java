package io.crossroads.batch.history;

import io.crossroads.batch.rows.Block;
import io.crossroads.batch.rows.BlockExchange;
import io.crossroads.batch.rows.RowBatch;
import io.crossroads.batch.rows.RowSort;
import io.crossroads.batch.storage.Storage;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import scala.Tuple2;

/**
 * Sorts the rows that came to a partition and writes them as row groups. The partition after the
 * last holds the reports, which are passed on.
 */
final class MergeTask
    implements Function2<Integer, Iterator<Tuple2<Integer, Serializable>>, Iterator<Serializable>> {

  private static final long serialVersionUID = 1L;

  /**
   * The rows of a partition.
   *
   * @param partition its index
   * @param part its row groups
   */
  record Merged(int partition, WrittenPart part) implements Serializable {}

  private final FilePlan plan;
  private final Broadcast<Storage> storage;
  private final String staging;

  MergeTask(FilePlan plan, Broadcast<Storage> storage, String staging) {
    this.plan = plan;
    this.storage = storage;
    this.staging = staging;
  }

  @Override
  public Iterator<Serializable> call(
      Integer partition, Iterator<Tuple2<Integer, Serializable>> arriving) throws IOException {
    List<Serializable> arrived = new ArrayList<>();
    arriving.forEachRemaining(pair -> arrived.add(pair._2()));
    if (partition == plan.bounds().partitions()) {
      return arrived.iterator();
    }
    List<Block> blocks = arrived.stream().map(Block.class::cast).toList();
    return List.<Serializable>of(new Merged(partition, write(partition, blocks))).iterator();
  }

  private WrittenPart write(int partition, List<Block> blocks) throws IOException {
    int width = plan.heading().columns().size();
    try (PartFile part =
        new PartFile(
            storage.value(),
            RangeReading.attempt(staging, "part", partition),
            plan.heading().columns())) {
      RowBatch batch = BlockExchange.join(blocks, width);
      if (batch.rows() > 0) {
        new RowSort(plan.key()).sort(batch);
        part.write(batch);
      }
      return part.finish();
    }
  }
}

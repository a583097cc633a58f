package io.crossroads.batch.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Splits batches into blocks by partition, and puts the blocks of a partition together again. */
public final class BlockExchange {

  /** A block on its way to a partition. */
  public record Addressed(int partition, Block block) {}

  private BlockExchange() {}

  /**
   * Splits a batch. Rows of one partition keep their order.
   *
   * @param place where the batch starts in the file, in bytes
   */
  public static List<Addressed> split(RowBatch batch, SortKey key, KeyBounds bounds, long place) {
    int[] partitions = bounds.partition(batch, key, place);
    int[] places = new int[bounds.partitions() + 1];
    for (int partition : partitions) {
      places[partition + 1]++;
    }
    for (int partition = 0; partition < bounds.partitions(); partition++) {
      places[partition + 1] += places[partition];
    }
    long[][] grouped = new long[batch.width()][];
    for (int column = 0; column < grouped.length; column++) {
      grouped[column] = group(batch.column(column), partitions, places);
    }
    List<Addressed> blocks = new ArrayList<>();
    for (int partition = 0; partition < bounds.partitions(); partition++) {
      int from = places[partition];
      int to = places[partition + 1];
      if (from < to) {
        blocks.add(new Addressed(partition, Block.pack(grouped, place, from, to)));
      }
    }
    return blocks;
  }

  /** The values of a column, partition after partition. */
  private static long[] group(long[] values, int[] partitions, int[] places) {
    int[] next = places.clone();
    long[] grouped = new long[partitions.length];
    for (int row = 0; row < partitions.length; row++) {
      grouped[next[partitions[row]]++] = values[row];
    }
    return grouped;
  }

  /**
   * Puts blocks together in the order of the file.
   *
   * @param width columns of a row
   */
  public static RowBatch join(List<Block> blocks, int width) {
    int rows = blocks.stream().mapToInt(Block::rows).reduce(0, Math::addExact);
    RowBatch batch = new RowBatch(width, rows, rows);
    batch.reserve(rows);
    blocks.stream().sorted(Comparator.comparingLong(Block::place)).forEach(b -> b.unpack(batch));
    return batch;
  }
}

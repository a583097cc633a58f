package io.crossroads.batch.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.batch.rows.BlockExchange.Addressed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BlockExchangeTest {

  private static final SortKey KEY = new SortKey(List.of(1, 0));

  @ParameterizedTest
  @MethodSource("io.crossroads.batch.rows.RowSortTest#spans")
  void partitionsSortedOneByOneAreTheSortedWhole(long[] spans) {
    Random random = new Random(11);
    List<List<Long>> all = new ArrayList<>();
    List<Addressed> sent = new ArrayList<>();
    RunOrder order = new RunOrder();
    List<RowBatch> batches = new ArrayList<>();
    for (int batch = 0; batch < 8; batch++) {
      batches.add(RandomRows.batch(random, random.nextInt(2000), spans));
      order.addAsIs(batches.get(batch), KEY, batch * 1000L);
    }
    KeyBounds bounds = KeyBounds.between(order.samples(), 5);
    for (int batch = 0; batch < 8; batch++) {
      all.addAll(RandomRows.rows(batches.get(batch)));
      sent.addAll(BlockExchange.split(batches.get(batch), KEY, bounds, batch * 1000L));
    }
    Collections.shuffle(sent, random);

    assertEquals(all.stream().sorted(RandomRows.by(KEY)).toList(), sortedPartitions(sent, bounds));
  }

  @Test
  void oneKeyInManyRowsIsSpreadOverPartitions() {
    RunOrder order = new RunOrder();
    Random random = new Random(3);
    List<Addressed> sent = new ArrayList<>();
    for (int batch = 0; batch < 10; batch++) {
      order.add(RandomRows.batch(random, 1000, 1, 1), KEY, batch);
    }
    KeyBounds bounds = KeyBounds.between(order.samples(), 5);
    for (int batch = 0; batch < 10; batch++) {
      sent.addAll(BlockExchange.split(RandomRows.batch(random, 1000, 1, 1), KEY, bounds, batch));
    }
    for (int partition = 0; partition < bounds.partitions(); partition++) {
      int rows = BlockExchange.join(blocks(sent, partition), 3).rows();
      assertTrue(rows <= 4000, rows + " of 10,000 rows in partition " + partition);
    }
  }

  private static List<List<Long>> sortedPartitions(List<Addressed> sent, KeyBounds bounds) {
    List<List<Long>> rows = new ArrayList<>();
    for (int partition = 0; partition < bounds.partitions(); partition++) {
      RowBatch joined = BlockExchange.join(blocks(sent, partition), 3);
      new RowSort(KEY).sort(joined);
      rows.addAll(RandomRows.rows(joined));
    }
    return rows;
  }

  private static List<Block> blocks(List<Addressed> sent, int partition) {
    return sent.stream()
        .filter(block -> block.partition() == partition)
        .map(Addressed::block)
        .toList();
  }
}

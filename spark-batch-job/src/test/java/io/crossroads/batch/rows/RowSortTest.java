package io.crossroads.batch.rows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowSortTest {

  static List<long[]> spans() {
    return List.of(
        new long[] {1, 1},
        new long[] {3, 5},
        new long[] {1 << 12, 4},
        new long[] {86_400_000_000L * 365, 100},
        new long[] {Long.MAX_VALUE, 2},
        new long[] {2, Long.MAX_VALUE});
  }

  @ParameterizedTest
  @MethodSource("spans")
  void sortsByTheColumnsOfTheKeyAndKeepsTheOrderOfTies(long[] spans) {
    SortKey key = new SortKey(List.of(1, 0));
    RowSort sort = new RowSort(key);
    Random random = new Random(7);
    for (int round = 0; round < 30; round++) {
      RowBatch batch = RandomRows.batch(random, random.nextInt(3000), spans);
      List<List<Long>> expected =
          RandomRows.rows(batch).stream().sorted(RandomRows.by(key)).toList();

      sort.sort(batch);
      assertEquals(expected, RandomRows.rows(batch));
    }
  }
}

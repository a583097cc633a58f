package io.crossroads.batch.rows;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Random batches, and their rows as lists. */
final class RandomRows {

  private RandomRows() {}

  /** A batch whose last column numbers the rows, so that ties can be told apart. */
  static RowBatch batch(Random random, int rows, long... spans) {
    RowBatch batch = new RowBatch(spans.length + 1, random.nextInt(rows + 1), rows);
    for (int row = 0; row < rows; row++) {
      batch.reserve();
      for (int column = 0; column < spans.length; column++) {
        batch.column(column)[row] = value(random, spans[column]);
      }
      batch.column(spans.length)[row] = row;
      batch.add();
    }
    return batch;
  }

  private static long value(Random random, long span) {
    return span == Long.MAX_VALUE ? random.nextLong() : Math.floorMod(random.nextLong(), span);
  }

  static List<List<Long>> rows(RowBatch batch) {
    List<List<Long>> rows = new ArrayList<>();
    for (int row = 0; row < batch.rows(); row++) {
      List<Long> values = new ArrayList<>();
      for (int column = 0; column < batch.width(); column++) {
        values.add(batch.column(column)[row]);
      }
      rows.add(values);
    }
    return rows;
  }

  static Comparator<List<Long>> by(SortKey key) {
    Comparator<List<Long>> order = (one, other) -> 0;
    for (int column : key.columns()) {
      order = order.thenComparing(row -> row.get(column));
    }
    return order;
  }
}

package io.crossroads.batch.rows;

import java.io.Serializable;
import java.util.List;

/**
 * The columns that rows are sorted by.
 *
 * @param columns their indexes, the most significant first
 */
public record SortKey(List<Integer> columns) implements Serializable {

  public SortKey {
    columns = List.copyOf(columns);
  }

  /** The key of a row. */
  public long[] of(RowBatch batch, int row) {
    long[] key = new long[columns.size()];
    for (int i = 0; i < key.length; i++) {
      key[i] = batch.column(columns.get(i))[row];
    }
    return key;
  }

  /** Whether the rows of a batch are in order. */
  boolean isSorted(RowBatch batch) {
    long[][] keys = new long[columns.size()][];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = batch.column(columns.get(i));
    }
    int rows = batch.rows();
    for (int row = 1; row < rows; row++) {
      int i = 0;
      while (i < keys.length && keys[i][row - 1] == keys[i][row]) {
        i++;
      }
      if (i < keys.length && keys[i][row - 1] > keys[i][row]) {
        return false;
      }
    }
    return true;
  }
}

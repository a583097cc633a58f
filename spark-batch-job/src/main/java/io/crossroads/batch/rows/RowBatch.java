package io.crossroads.batch.rows;

import java.util.Arrays;

/**
 * Rows in memory, a column being an array. Every type is carried as a {@code long}: whole numbers
 * as they are, times as microseconds.
 */
public final class RowBatch {

  private final long[][] columns;
  private final int capacity;
  private int rows;

  /**
   * An empty batch, of 8 bytes a column and row.
   *
   * @param columns how many columns it has
   * @param expected rows that there is room for at first; more is taken as they come
   * @param capacity most rows
   */
  public RowBatch(int columns, long expected, int capacity) {
    this.columns = new long[columns][(int) Math.max(1, Math.min(expected, capacity))];
    this.capacity = capacity;
  }

  public int rows() {
    return rows;
  }

  public int width() {
    return columns.length;
  }

  public boolean isFull() {
    return rows == capacity;
  }

  /** The values of a column; only those below {@link #rows} mean something. */
  public long[] column(int index) {
    return columns[index];
  }

  /** Makes room for one more row, whose values are then set at index {@link #rows}. */
  public void reserve() {
    if (rows == columns[0].length) {
      reserve(1);
    }
  }

  /** Counts the row that was set. */
  public void add() {
    rows++;
  }

  void reserve(int more) {
    if (more > capacity - rows) {
      throw new IllegalStateException(more + " more than " + rows + " rows: over " + capacity);
    }
    int room = columns[0].length;
    if (room < rows + more) {
      room = (int) Math.min(Math.max(2L * room, rows + more), capacity);
      for (int column = 0; column < columns.length; column++) {
        columns[column] = Arrays.copyOf(columns[column], room);
      }
    }
  }

  void add(int more) {
    rows += more;
  }

  /** Forgets the rows and keeps the memory. */
  public void clear() {
    rows = 0;
  }

  /** Replaces a column by another array, which is at least as long as there are rows. */
  long[] replace(int column, long[] values) {
    long[] old = columns[column];
    columns[column] = values;
    return old;
  }
}

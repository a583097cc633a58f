package io.crossroads.batch.rows;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Borders between partitions of sorted rows. Rows with the same key are told apart by where they
 * stand in the file, so that one key in many rows does not make one large partition.
 */
public final class KeyBounds implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * The key of a row and where it stands.
   *
   * @param key the values of the sort columns
   * @param place where the row's batch starts in the file, in bytes
   */
  public record Sample(long[] key, long place) implements Serializable, Comparable<Sample> {
    @Override
    public int compareTo(Sample other) {
      int order = Arrays.compare(key, other.key);
      return order != 0 ? order : Long.compare(place, other.place);
    }
  }

  private final Sample[] bounds;

  private KeyBounds(List<Sample> bounds) {
    this.bounds = bounds.toArray(Sample[]::new);
  }

  /** Borders that put about as many of the samples into each of some partitions. */
  public static KeyBounds between(List<Sample> samples, int partitions) {
    List<Sample> sorted = new ArrayList<>(samples);
    sorted.sort(null);
    List<Sample> bounds = new ArrayList<>();
    for (int partition = 1; partition < partitions && !sorted.isEmpty(); partition++) {
      Sample bound = sorted.get((int) ((long) partition * sorted.size() / partitions));
      if (bounds.isEmpty() || bounds.get(bounds.size() - 1).compareTo(bound) < 0) {
        bounds.add(bound);
      }
    }
    return new KeyBounds(bounds);
  }

  /** The number of partitions, at least 1. */
  public int partitions() {
    return bounds.length + 1;
  }

  /** The partition of each row of a batch that starts at {@code place}. */
  public int[] partition(RowBatch batch, SortKey key, long place) {
    int[] partitions = new int[batch.rows()];
    long[][] columns = key.columns().stream().map(batch::column).toArray(long[][]::new);
    int partition = 0;
    for (int row = 0; row < partitions.length; row++) {
      if (partition > 0 && isBefore(columns, row, place, bounds[partition - 1])
          || partition < bounds.length && !isBefore(columns, row, place, bounds[partition])) {
        partition = search(columns, row, place);
      }
      partitions[row] = partition;
    }
    return partitions;
  }

  private int search(long[][] columns, int row, long place) {
    int low = 0;
    int high = bounds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(columns, row, place, bounds[middle])) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }

  private static boolean isBefore(long[][] columns, int row, long place, Sample bound) {
    for (int i = 0; i < columns.length; i++) {
      long value = columns[i][row];
      if (value != bound.key()[i]) {
        return value < bound.key()[i];
      }
    }
    return place < bound.place();
  }
}

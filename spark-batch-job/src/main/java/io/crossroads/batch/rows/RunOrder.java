package io.crossroads.batch.rows;

import io.crossroads.batch.rows.KeyBounds.Sample;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Tells whether batches, each sorted, are in order one after the other, and keeps samples of their
 * keys.
 */
public final class RunOrder implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Samples of a batch. */
  private static final int SAMPLES = 64;

  private final List<Sample> samples = new ArrayList<>();
  private boolean inOrder = true;
  private long[] first;
  private long[] last;

  /**
   * Adds a sorted batch.
   *
   * @param place where it starts in the file, in bytes
   */
  public void add(RowBatch batch, SortKey key, long place) {
    int rows = batch.rows();
    if (rows == 0) {
      return;
    }
    extend(key.of(batch, 0), key.of(batch, rows - 1));
    int count = Math.min(rows, SAMPLES);
    for (int sample = 0; sample < count; sample++) {
      samples.add(new Sample(key.of(batch, (int) ((long) rows * sample / count)), place));
    }
  }

  /**
   * Adds a batch as it stands in the file, sorted or not.
   *
   * @param place where it starts in the file, in bytes
   */
  public void addAsIs(RowBatch batch, SortKey key, long place) {
    inOrder &= key.isSorted(batch);
    add(batch, key, place);
  }

  /** Adds the batches of a later part of the file. */
  public void add(RunOrder later) {
    inOrder &= later.inOrder;
    samples.addAll(later.samples);
    if (later.first != null) {
      extend(later.first, later.last);
    }
  }

  /** Whether all rows are in order. */
  public boolean isInOrder() {
    return inOrder;
  }

  /** Keys of some rows. */
  public List<Sample> samples() {
    return samples;
  }

  private void extend(long[] from, long[] to) {
    if (first == null) {
      first = from;
    } else {
      inOrder &= Arrays.compare(last, from) <= 0;
    }
    last = to;
  }
}

package io.crossroads.layers.position;

import java.io.Serializable;

/**
 * Offsets of one partition that follow each other.
 *
 * @param from the first offset
 * @param until the offset after the last one, not before {@code from}
 */
public record OffsetRange(long from, long until) implements Serializable {

  public OffsetRange {
    if (from < 0 || until < from) {
      throw new IllegalArgumentException(
          "offsets must not be negative nor end before they begin: " + from + ".." + until);
    }
  }

  /** How many offsets these are. */
  public long size() {
    return until - from;
  }
}

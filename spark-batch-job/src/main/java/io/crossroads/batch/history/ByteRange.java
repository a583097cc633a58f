package io.crossroads.batch.history;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file that one task reads.
 *
 * @param index its place among the ranges of the file
 * @param from where it starts, in bytes
 * @param seek whether its first record is looked for, being the one after the first line end from
 *     the byte before {@code from} on; otherwise it starts at {@code from}
 * @param until where it ends, exclusive; a record that starts before is read to its end
 */
record ByteRange(int index, long from, boolean seek, long until) implements Serializable {

  /** Cuts {@code [from, until)} into ranges of about the same size; at least one. */
  static List<ByteRange> cut(long from, long until, long size) {
    int count = (int) Math.max(1, (until - from + size - 1) / size);
    List<ByteRange> ranges = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      long start = from + (until - from) / count * index;
      long end = index + 1 == count ? until : from + (until - from) / count * (index + 1);
      ranges.add(new ByteRange(index, start, index > 0, end));
    }
    return ranges;
  }

  /** All of a file that cannot be cut. */
  static List<ByteRange> whole(long from) {
    return List.of(new ByteRange(0, from, false, Long.MAX_VALUE));
  }

  /** The range with its first record known. */
  ByteRange startingAt(long start) {
    return new ByteRange(index, start, false, until);
  }
}

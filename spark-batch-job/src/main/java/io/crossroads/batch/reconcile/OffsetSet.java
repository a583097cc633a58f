package io.crossroads.batch.reconcile;

import io.crossroads.layers.position.OffsetRange;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/** Offsets of one partition, as ranges that neither touch nor overlap, in order. */
final class OffsetSet {

  private final long[] froms;
  private final long[] untils;

  private OffsetSet(List<OffsetRange> ranges) {
    froms = ranges.stream().mapToLong(OffsetRange::from).toArray();
    untils = ranges.stream().mapToLong(OffsetRange::until).toArray();
  }

  /** The offsets that at least one of some ranges has. */
  static OffsetSet of(List<OffsetRange> ranges) {
    List<OffsetRange> sorted =
        ranges.stream()
            .filter(range -> range.size() > 0)
            .sorted(Comparator.comparingLong(OffsetRange::from))
            .toList();
    List<OffsetRange> joined = new ArrayList<>();
    for (OffsetRange range : sorted) {
      int last = joined.size() - 1;
      if (last >= 0 && range.from() <= joined.get(last).until()) {
        OffsetRange before = joined.get(last);
        joined.set(last, new OffsetRange(before.from(), Math.max(before.until(), range.until())));
      } else {
        joined.add(range);
      }
    }
    return new OffsetSet(joined);
  }

  /** Those of them that lie between two offsets, by their distance from the first. */
  BitSet between(long from, long until) {
    BitSet bits = new BitSet();
    for (int i = firstThatEndsAfter(from); i < froms.length && froms[i] < until; i++) {
      bits.set((int) (Math.max(froms[i], from) - from), (int) (Math.min(untils[i], until) - from));
    }
    return bits;
  }

  /** How many offsets these are. */
  long size() {
    long size = 0;
    for (int i = 0; i < froms.length; i++) {
      size += untils[i] - froms[i];
    }
    return size;
  }

  private int firstThatEndsAfter(long offset) {
    int low = 0;
    int high = untils.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (untils[middle] <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}

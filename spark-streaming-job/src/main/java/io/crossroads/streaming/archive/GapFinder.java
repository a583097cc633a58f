package io.crossroads.streaming.archive;

import io.crossroads.layers.position.OffsetRange;
import io.crossroads.streaming.source.PlannedRange;
import java.util.ArrayList;
import java.util.List;

/** Notes the offsets of a range that no record has. For one thread. */
final class GapFinder {

  private final long until;
  private final List<OffsetRange> gaps = new ArrayList<>();
  private long next;

  GapFinder(PlannedRange range) {
    this.next = range.from();
    this.until = range.until();
  }

  /** Sees a record of the range; they come in the order of their offsets. */
  void see(long offset) {
    if (offset > next) {
      gaps.add(new OffsetRange(next, offset));
    }
    next = offset + 1;
  }

  /** All gaps, when every record has been seen. */
  List<OffsetRange> end() {
    see(until);
    return gaps;
  }
}

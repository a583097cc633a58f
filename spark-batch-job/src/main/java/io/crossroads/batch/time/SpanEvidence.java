package io.crossroads.batch.time;

import java.io.Serializable;
import java.util.TreeSet;

/**
 * Whether values such as {@code 2024-03-04 07:00-08:00} tell an offset from UTC or a span of hours.
 * The offset of a place is one, or two an hour apart, and no more than twelve hours west; most of a
 * day's hours are then later than what would be the end of the span. A span's end varies with its
 * beginning and is later.
 */
final class SpanEvidence implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int MINUTES_PER_HOUR = 60;
  private static final int FARTHEST_WEST = 12 * MINUTES_PER_HOUR;

  private final TreeSet<Integer> ends = new TreeSet<>();
  private long values;
  private long noSpans;
  private String example;

  /** Counts a value of a minute of the day, which perhaps spans to {@code endMinute}. */
  void add(int minute, int endMinute, String value) {
    example = values++ == 0 ? value : example;
    noSpans += endMinute != 0 && endMinute <= minute ? 1 : 0;
    if (ends.size() < 3) {
      ends.add(endMinute);
    }
  }

  void add(SpanEvidence later) {
    example = example == null ? later.example : example;
    values += later.values;
    noSpans += later.noSpans;
    ends.addAll(later.ends);
  }

  long values() {
    return values;
  }

  /** The first value. */
  String example() {
    return example;
  }

  /** Whether they are offsets beyond doubt. */
  boolean areOffsets() {
    return values == 0
        || ends.size() <= 2
            && ends.last() - ends.first() <= MINUTES_PER_HOUR
            && ends.last() <= FARTHEST_WEST
            && Strays.tooMany(noSpans, values);
  }
}

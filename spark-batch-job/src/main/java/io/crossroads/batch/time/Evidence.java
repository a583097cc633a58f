package io.crossroads.batch.time;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * What the values of one column tell of their format: how many there are of each shape, and in
 * which orders of year, month and day these can be read. Evidence of the parts of a file adds up to
 * that of the file, whatever the parts.
 */
public final class Evidence implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Sets of orders in which a value is a date; 0 if all that are possible give the same one. */
  private static final int READINGS = 1 << DateOrder.values().length;

  private static final int SAME = 0;
  private static final long HOUR = 3_600_000_000L;

  private final long[] counts = new long[TimeShape.COUNT * READINGS];
  private final String[] examples = new String[counts.length];

  /** By shape, values whose time of day is written and is midnight. */
  private final long[] midnights = new long[TimeShape.COUNT];

  /** By shape, values with an offset, and those of them that look like a range of hours. */
  private final long[] offsets = new long[TimeShape.COUNT];

  private final long[] ranges = new long[TimeShape.COUNT];
  private final String[] rangeExamples = new String[TimeShape.COUNT];

  /** By place in {@link KnownPatterns}, values of no shape that it reads. */
  private final long[] known = new long[KnownPatterns.formats().size()];

  private long others;
  private String otherExample;
  private transient KnownPatterns patterns;

  /** Where a value is counted: by its shape and the orders it can be read in; -1 if in none. */
  static int slot(TimeText text) {
    int orders = orders(text);
    return orders < 0 ? -1 : text.shape() * READINGS + orders;
  }

  /**
   * Counts a value.
   *
   * @param slot where, see {@link #slot}
   * @param midnight whether its time of day is written and is midnight
   */
  void add(int slot, boolean midnight, byte[] source, int from, int to) {
    counts[slot]++;
    if (midnight) {
      midnights[slot / READINGS]++;
    }
    if (examples[slot] == null) {
      examples[slot] = text(source, from, to);
    }
  }

  /** Counts the offset of a value that has one. */
  void addOffset(TimeText text, byte[] source, int from, int to) {
    int shape = text.shape();
    offsets[shape]++;
    if (isRange(text)) {
      ranges[shape]++;
      if (rangeExamples[shape] == null) {
        rangeExamples[shape] = text(source, from, to);
      }
    }
  }

  /** Counts a value that is of no shape. */
  void addOther(byte[] source, int from, int to) {
    String value = text(source, from, to);
    others++;
    if (otherExample == null) {
      otherExample = value;
    }
    if (patterns == null) {
      patterns = new KnownPatterns();
    }
    patterns.reading(value).forEach(place -> known[place]++);
  }

  /** Which orders give a date, as a set; {@link #SAME} if they give one date, -1 if none does. */
  private static int orders(TimeText text) {
    if (text.isYearFirst()) {
      return text.isDate(DateOrder.YEAR_FIRST) ? SAME : -1;
    }
    int orders = 0;
    long midnight = Long.MIN_VALUE;
    boolean same = true;
    for (DateOrder order : DateOrder.values()) {
      if (text.isDate(order)) {
        orders |= 1 << order.ordinal();
        same &= midnight == Long.MIN_VALUE || midnight == text.midnight(order);
        midnight = text.midnight(order);
      }
    }
    if (orders == 0) {
      return -1;
    }
    return Integer.bitCount(orders) > 1 && same ? SAME : orders;
  }

  /** Whether what looks like an offset west of UTC can be the end of a quarter to a full hour. */
  private static boolean isRange(TimeText text) {
    long until = -text.offsetSeconds() * 1_000_000L;
    long size = until - text.microsOfDay();
    return text.offsetSeconds() <= 0
        && text.offsetIsSigned()
        && (Math.floorMod(size, 24 * HOUR) == HOUR
            || size == HOUR / 2
            || size == HOUR / 3
            || size == HOUR / 4);
  }

  /** Adds the evidence of a later part of the file. */
  public void add(Evidence later) {
    for (int slot = 0; slot < counts.length; slot++) {
      counts[slot] += later.counts[slot];
      if (examples[slot] == null) {
        examples[slot] = later.examples[slot];
      }
    }
    for (int shape = 0; shape < TimeShape.COUNT; shape++) {
      midnights[shape] += later.midnights[shape];
      offsets[shape] += later.offsets[shape];
      ranges[shape] += later.ranges[shape];
      if (rangeExamples[shape] == null) {
        rangeExamples[shape] = later.rangeExamples[shape];
      }
    }
    for (int place = 0; place < known.length; place++) {
      known[place] += later.known[place];
    }
    others += later.others;
    if (otherExample == null) {
      otherExample = later.otherExample;
    }
  }

  /** The values of a shape, whatever their order. */
  long count(int shape) {
    long sum = 0;
    for (int slot = shape * READINGS; slot < (shape + 1) * READINGS; slot++) {
      sum += counts[slot];
    }
    return sum;
  }

  /** The values of a shape that are a date in an order. */
  long count(TimeShape shape, DateOrder order) {
    return sum(shape, orders -> orders == SAME || (orders & 1 << order.ordinal()) != 0);
  }

  /** The values of a shape that are a date in no other order. */
  long countOnly(TimeShape shape, DateOrder order) {
    return sum(shape, orders -> orders == 1 << order.ordinal());
  }

  /** The values of a shape that are another date in another order. */
  long countEither(TimeShape shape) {
    return sum(shape, orders -> Integer.bitCount(orders) > 1);
  }

  private long sum(TimeShape shape, IntPredicate which) {
    return IntStream.range(0, READINGS)
        .filter(which)
        .mapToLong(orders -> counts[shape.index() * READINGS + orders])
        .sum();
  }

  /** The values of no shape that a format reads. */
  long count(NamedTimeFormat format) {
    int place = KnownPatterns.formats().indexOf(format);
    return place < 0 ? 0 : known[place];
  }

  /** The values that are of no shape. */
  long others() {
    return others;
  }

  /** Values of a shape whose time of day is written and is midnight. */
  long midnights(TimeShape shape) {
    return midnights[shape.index()];
  }

  /** Whether all values with an offset look like the end of a range of hours. */
  boolean areRanges(TimeShape shape) {
    return offsets[shape.index()] > 0 && ranges[shape.index()] == offsets[shape.index()];
  }

  /** A value that looks like a range of hours. */
  String rangeExample(TimeShape shape) {
    return rangeExamples[shape.index()];
  }

  /** The first value of a shape that is a date in just the orders of a set; null if none is. */
  String example(TimeShape shape, DateOrder... orders) {
    int set = 0;
    for (DateOrder order : orders) {
      set |= 1 << order.ordinal();
    }
    return examples[shape.index() * READINGS + set];
  }

  /** A value of a shape that is another date in another order; null if there is none. */
  String eitherExample(TimeShape shape) {
    for (int orders = 0; orders < READINGS; orders++) {
      String example = examples[shape.index() * READINGS + orders];
      if (Integer.bitCount(orders) > 1 && example != null) {
        return example;
      }
    }
    return null;
  }

  /** A value of a shape; null if there is none. */
  String example(TimeShape shape) {
    for (int orders = READINGS - 1; orders >= 0; orders--) {
      if (examples[shape.index() * READINGS + orders] != null) {
        return examples[shape.index() * READINGS + orders];
      }
    }
    return null;
  }

  /** A value of any shape, or else one that is of none; null if there is neither. */
  String anyExample() {
    for (String example : examples) {
      if (example != null) {
        return example;
      }
    }
    return otherExample;
  }

  /** The first value that is of no shape; null if there is none. */
  String otherExample() {
    return otherExample;
  }

  private static String text(byte[] source, int from, int to) {
    return new String(source, from, Math.min(to - from, 40), StandardCharsets.UTF_8);
  }
}

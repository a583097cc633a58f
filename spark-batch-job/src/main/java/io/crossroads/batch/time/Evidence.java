package io.crossroads.batch.time;

import java.io.Serializable;

/**
 * What the values of one column tell of their format: how many there are of each shape, and how
 * many of these can only be read with the day first, only with the month first, or both ways.
 * Evidence of the parts of a file adds up to that of the file, whatever the parts.
 */
public final class Evidence implements Serializable {

  private static final long serialVersionUID = 1L;

  /** What a value tells of the order of its date. */
  enum Reading {
    /** No date with the month first. */
    DAY_FIRST,
    /** No date with the day first. */
    MONTH_FIRST,
    /** Two different dates. */
    EITHER,
    /** The same date whichever comes first, or the year does. */
    SAME
  }

  private static final int READINGS = Reading.values().length;

  private final long[] counts = new long[TimeShape.COUNT * READINGS];
  private final String[] examples = new String[counts.length];
  private String otherExample;

  /** Where values of a shape and a reading are counted. */
  static int slot(int shape, Reading reading) {
    return shape * READINGS + reading.ordinal();
  }

  /** How a date can be read; null if it is no date either way. */
  static Reading reading(TimeText text) {
    if (text.isDate(DateOrder.YEAR_FIRST)) {
      return Reading.SAME;
    }
    boolean dayFirst = text.isDate(DateOrder.DAY_FIRST);
    boolean monthFirst = text.isDate(DateOrder.MONTH_FIRST);
    if (dayFirst && monthFirst) {
      return text.isSymmetric() ? Reading.SAME : Reading.EITHER;
    }
    return dayFirst ? Reading.DAY_FIRST : monthFirst ? Reading.MONTH_FIRST : null;
  }

  void add(int slot) {
    counts[slot]++;
  }

  /** Keeps an example of a slot, if there is none yet. */
  void example(int slot, byte[] source, int from, int to) {
    if (examples[slot] == null) {
      examples[slot] = text(source, from, to);
    }
  }

  /** Keeps an example of what is no time of a known shape, if there is none yet. */
  void other(byte[] source, int from, int to) {
    if (otherExample == null) {
      otherExample = text(source, from, to);
    }
  }

  /** Adds the evidence of a later part of the file. */
  public void add(Evidence later) {
    for (int slot = 0; slot < counts.length; slot++) {
      counts[slot] += later.counts[slot];
      if (examples[slot] == null) {
        examples[slot] = later.examples[slot];
      }
    }
    if (otherExample == null) {
      otherExample = later.otherExample;
    }
  }

  long count(TimeShape shape, Reading reading) {
    return counts[slot(shape.index(), reading)];
  }

  /** The values of a shape, whatever their order. */
  long count(int shape) {
    long sum = 0;
    for (int slot = shape * READINGS; slot < (shape + 1) * READINGS; slot++) {
      sum += counts[slot];
    }
    return sum;
  }

  /** The values that a format reads. */
  long count(TimeFormat format) {
    TimeShape shape = format.shape();
    long wrong =
        switch (format.order()) {
          case YEAR_FIRST -> 0;
          case DAY_FIRST -> count(shape, Reading.MONTH_FIRST);
          case MONTH_FIRST -> count(shape, Reading.DAY_FIRST);
        };
    return count(shape.index()) - wrong;
  }

  /** The first value of a shape and reading; null if there is none. */
  String example(TimeShape shape, Reading reading) {
    return examples[slot(shape.index(), reading)];
  }

  /** The first value of a shape in the order of readings; null if there is none. */
  String example(TimeShape shape) {
    for (Reading reading : Reading.values()) {
      if (example(shape, reading) != null) {
        return example(shape, reading);
      }
    }
    return null;
  }

  /** A value of any shape, or else one that is no time; null if there is neither. */
  String anyExample() {
    for (String example : examples) {
      if (example != null) {
        return example;
      }
    }
    return otherExample;
  }

  /** The first value that is no time; null if there is none. */
  String otherExample() {
    return otherExample;
  }

  private static String text(byte[] source, int from, int to) {
    return new String(
        source, from, Math.min(to - from, 40), java.nio.charset.StandardCharsets.UTF_8);
  }
}

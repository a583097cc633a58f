package io.crossroads.batch.time;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * What the values of one column tell of their format: how many there are of each shape, and how
 * many of these can be read in which orders of their date. Evidence of the parts of a file adds up
 * to that of the file, whatever the parts.
 */
public final class Evidence implements Serializable {

  private static final long serialVersionUID = 1L;
  private static final int SHOWN = 40;

  /** How many values of a shape and with certain readings there are. */
  static final class Tally implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String example;
    private long count;

    private Tally(String example) {
      this.example = example;
    }

    void add() {
      count++;
    }
  }

  private final TreeMap<Integer, Tally> tallies = new TreeMap<>();
  private final SpanEvidence spans = new SpanEvidence();
  private long read;
  private long others;
  private String otherExample;
  private boolean midnight;
  private boolean nearMidnight;

  /** Where values of a shape with certain {@link Readings} are counted. */
  static int slot(int shape, int readings) {
    return shape * Readings.COUNT + readings;
  }

  /** The tally of a slot; a new one takes the value for its example. */
  Tally tally(int slot, byte[] source, int from, int to) {
    return tallies.computeIfAbsent(slot, none -> new Tally(text(source, from, to)));
  }

  /** Counts a value that was read by a pattern that the user gave. */
  void read() {
    read++;
  }

  /** Counts what is no time of a known shape. */
  void other(byte[] source, int from, int to) {
    others++;
    if (otherExample == null) {
      otherExample = text(source, from, to);
    }
  }

  /** Notes a time of day in the first or last hour; {@code exact} if it is written as midnight. */
  void nearMidnight(boolean exact) {
    midnight |= exact;
    nearMidnight |= !exact;
  }

  /** Counts a value whose offset may be the end of a span of hours. */
  void span(TimeText value, byte[] source, int from, int to) {
    spans.add(
        (int) (value.microsOfDay() / 60_000_000L),
        -value.offsetSeconds() / 60,
        text(source, from, to));
  }

  /** Adds the evidence of a later part of the file. */
  public void add(Evidence later) {
    for (Map.Entry<Integer, Tally> entry : later.tallies.entrySet()) {
      Tally other = entry.getValue();
      tallies.computeIfAbsent(entry.getKey(), none -> new Tally(other.example)).count +=
          other.count;
    }
    spans.add(later.spans);
    read += later.read;
    others += later.others;
    otherExample = otherExample == null ? later.otherExample : otherExample;
    midnight |= later.midnight;
    nearMidnight |= later.nearMidnight;
  }

  /** The values of a shape whose readings fit. */
  long count(TimeShape shape, IntPredicate readings) {
    int first = slot(shape.index(), 0);
    return tallies.subMap(first, first + Readings.COUNT).entrySet().stream()
        .filter(entry -> readings.test(entry.getKey() - first))
        .mapToLong(entry -> entry.getValue().count)
        .sum();
  }

  /** The values of a shape, whatever their order. */
  long count(TimeShape shape) {
    return count(shape, any -> true);
  }

  /** The values that a format reads. */
  long count(KnownFormat format) {
    return count(format.shape(), readings -> Readings.has(readings, format.order()));
  }

  /** The values that one of some formats reads, whichever it is that reads most. */
  public long count(List<KnownFormat> formats) {
    return formats.stream().mapToLong(this::count).max().orElse(0);
  }

  /** The shapes that there are. */
  int[] shapes() {
    return tallies.keySet().stream().mapToInt(slot -> slot / Readings.COUNT).distinct().toArray();
  }

  /** The first value of a shape whose readings fit; null if there is none. */
  String example(TimeShape shape, IntPredicate readings) {
    int first = slot(shape.index(), 0);
    return tallies.subMap(first, first + Readings.COUNT).entrySet().stream()
        .filter(entry -> readings.test(entry.getKey() - first))
        .map(entry -> entry.getValue().example)
        .findFirst()
        .orElse(null);
  }

  /** A value of any shape, or else one that is no time; null if there is neither. */
  String anyExample() {
    return tallies.isEmpty() ? otherExample : tallies.firstEntry().getValue().example;
  }

  /** The first value that is no time; null if there is none. */
  String otherExample() {
    return otherExample;
  }

  /** How many values are no time of a known shape. */
  long others() {
    return others;
  }

  /** How many values a pattern read. */
  public long readByPattern() {
    return read;
  }

  /** What is known of spans of hours. */
  SpanEvidence spans() {
    return spans;
  }

  /** Whether there are times shortly before or after midnight, and none that says midnight. */
  boolean lacksMidnights() {
    return nearMidnight && !midnight;
  }

  private static String text(byte[] source, int from, int to) {
    return new String(source, from, Math.min(to - from, SHOWN), StandardCharsets.UTF_8);
  }
}

package io.crossroads.pipelines.rollup;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;

/**
 * A figure that a rollup keeps for each group of events. Every measure has a partial aggregate that
 * merges in any order: exactly for all kinds but the sketches ({@link Kind#PERCENTILES}, {@link
 * Kind#DISTINCT}, {@link Kind#TOP}).
 *
 * @param name the column's name in answers
 * @param kind what is computed
 * @param field the field it is computed from; empty for {@link Kind#COUNT} and {@link Kind#SHARE}
 * @param where only events that meet these count; {@link Conditions#NONE} for every event
 * @param arguments ranks in 0..1 for {@link Kind#PERCENTILES}, the number of values for {@link
 *     Kind#TOP}, otherwise empty
 */
public record Measure(
    String name, Kind kind, String field, Conditions where, List<Double> arguments) {

  /** What a measure computes. */
  public enum Kind {
    /** Number of events. */
    COUNT,
    /** Share of events that meet the conditions, 0 to 1: their count over the count of all. */
    SHARE,
    /** Sum, in the field's scale. */
    SUM,
    /** Arithmetic mean: sum over count. */
    MEAN,
    /** Population variance, from count, sum and sum of squares. */
    VARIANCE,
    /** Least value. */
    MIN,
    /** Greatest value. */
    MAX,
    /** Values at given ranks, rank error at most 1.5%. */
    PERCENTILES,
    /** Number of distinct values, within 5%. */
    DISTINCT,
    /** The most frequent values with the sketch's bound on their counts. */
    TOP;

    /** Whether it counts events rather than measuring a field of them. */
    public boolean countsEvents() {
      return this == COUNT || this == SHARE;
    }
  }

  public Measure {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(where, "where");
    arguments = List.copyOf(arguments);
    if (kind.countsEvents() != field.isEmpty()) {
      throw new IllegalArgumentException(
          "measure '" + name + "': " + kind + " with field '" + field + "'");
    }
    if (kind == Kind.SHARE && where.isEmpty()) {
      throw new IllegalArgumentException("measure '" + name + "': a share without a condition");
    }
    if ((kind == Kind.PERCENTILES || kind == Kind.TOP) == arguments.isEmpty()) {
      throw new IllegalArgumentException(
          "measure '" + name + "': " + kind + " with arguments " + arguments);
    }
  }

  /** Number of events that meet all conditions. */
  public static Measure count(String name, Condition... where) {
    return count(name, Conditions.allOf(where));
  }

  /** Number of events that meet the conditions. */
  public static Measure count(String name, Conditions where) {
    return new Measure(name, Kind.COUNT, "", where, List.of());
  }

  /** Share of events that meet all conditions. */
  public static Measure share(String name, Condition... where) {
    return share(name, Conditions.allOf(where));
  }

  /** Share of events that meet the conditions. */
  public static Measure share(String name, Conditions where) {
    return new Measure(name, Kind.SHARE, "", where, List.of());
  }

  /** A measure of one field over every event. */
  public static Measure of(Kind kind, String field, String name) {
    return new Measure(name, kind, field, Conditions.NONE, List.of());
  }

  /** Values at the given ranks in 0..1. */
  public static Measure percentiles(String field, String name, Double... ranks) {
    return new Measure(name, Kind.PERCENTILES, field, Conditions.NONE, List.of(ranks));
  }

  /** The {@code size} most frequent values. */
  public static Measure top(String field, String name, int size) {
    return new Measure(name, Kind.TOP, field, Conditions.NONE, List.of((double) size));
  }

  /**
   * The names under which conditions find its numbers: its own, or one for each rank of
   * percentiles, as in {@code rt_ms.p95}; none for the most frequent values.
   */
  public List<String> figures() {
    return switch (kind) {
      case COUNT, SHARE, SUM, MEAN, VARIANCE, MIN, MAX, DISTINCT -> List.of(name);
      case PERCENTILES -> arguments.stream().map(rank -> name + "." + percentile(rank)).toList();
      case TOP -> List.of();
    };
  }

  /** What a rank in 0..1 is called: {@code p50} for 0.5, {@code p99.9} for 0.999. */
  public static String percentile(double rank) {
    return "p"
        + BigDecimal.valueOf(rank)
            .movePointRight(2)
            .setScale(6, RoundingMode.HALF_EVEN)
            .stripTrailingZeros()
            .toPlainString();
  }
}

package io.crossroads.pipelines;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * What of a pipeline is worth a look at a glance: its last 24 hours in cards, lines, shares and
 * tables. All figures are counts and sums of a rollup's windows, which add up, and latest values of
 * entities; this only says which. {@link #of} begins one.
 *
 * @param rollup whose windows the 24 hours are made of; they last at most an hour, and it counts
 *     all events
 * @param notable a measure of it that counts events which meet conditions, such as anomalies: a
 *     card with their share, and bars on an axis of their own; empty for none
 * @param lines what is drawn over the 24 hours
 * @param shares what part of the events each value of a dimension has
 * @param tables what each value of a dimension has
 * @param levels fields whose latest values say how well entities are
 */
public record Dashboard(
    String rollup,
    String notable,
    List<Line> lines,
    List<Breakdown> shares,
    List<Breakdown> tables,
    List<Level> levels) {

  /**
   * A measure over time.
   *
   * @param label what it is called
   * @param unit of its values; empty for the measure's own
   * @param measure of the dashboard's rollup
   * @param dimension one of its dimensions; empty for all groups together
   * @param value the value of the dimension whose group is drawn
   */
  public record Line(String label, String unit, String measure, String dimension, String value) {}

  /**
   * Groups of a rollup by one of its dimensions.
   *
   * @param rollup it lasts at most an hour and counts all events
   */
  public record Breakdown(String rollup, String dimension) {}

  /**
   * A field of which more is better, such as the charge of a battery.
   *
   * @param field a number of each event of an entity
   * @param low an entity under it is counted as low
   * @param fair a mean under it is poor
   * @param good a mean over it is good; one between the two is fair
   */
  public record Level(String field, BigDecimal low, BigDecimal fair, BigDecimal good) {
    /** The same with limits as texts, such as {@code 30}. */
    public Level(String field, String low, String fair, String good) {
      this(field, new BigDecimal(low), new BigDecimal(fair), new BigDecimal(good));
    }

    public Level {
      if (low.compareTo(fair) > 0 || fair.compareTo(good) > 0) {
        throw new IllegalArgumentException(
            "level '"
                + field
                + "': low, fair and good must not fall, as "
                + List.of(low, fair, good)
                + " do");
      }
    }
  }

  public Dashboard {
    lines = List.copyOf(lines);
    shares = List.copyOf(shares);
    tables = List.copyOf(tables);
    levels = List.copyOf(levels);
  }

  /** A dashboard of a rollup that only says how many events there were. */
  public static Dashboard of(String rollup) {
    return new Dashboard(rollup, "", List.of(), List.of(), List.of(), List.of());
  }

  /** The same with a measure that counts what is worth a look. */
  public Dashboard notable(String measure) {
    return new Dashboard(rollup, measure, lines, shares, tables, levels);
  }

  /** The same with a line of a measure over all groups together. */
  public Dashboard line(String label, String measure) {
    return line(new Line(label, "", measure, "", ""));
  }

  /** The same with a line. */
  public Dashboard line(Line line) {
    return new Dashboard(rollup, notable, and(lines, line), shares, tables, levels);
  }

  /** The same with the shares of each value of a dimension. */
  public Dashboard shareBy(String ofRollup, String dimension) {
    return new Dashboard(
        rollup, notable, lines, and(shares, new Breakdown(ofRollup, dimension)), tables, levels);
  }

  /** The same with a table of each value of a dimension. */
  public Dashboard tableBy(String ofRollup, String dimension) {
    return new Dashboard(
        rollup, notable, lines, shares, and(tables, new Breakdown(ofRollup, dimension)), levels);
  }

  /** The same with a field whose latest values say how well entities are. */
  public Dashboard level(Level level) {
    return new Dashboard(rollup, notable, lines, shares, tables, and(levels, level));
  }

  private static <T> List<T> and(List<T> before, T more) {
    return Stream.concat(before.stream(), Stream.of(more)).toList();
  }
}

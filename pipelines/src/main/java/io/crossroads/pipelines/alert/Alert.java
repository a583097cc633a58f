package io.crossroads.pipelines.alert;

import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Conditions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/** Something that people want to be told of once, with a start, an end and the evidence. */
public sealed interface Alert {

  /**
   * What is said of an alert by the function for its kind. There is one for each kind, so that a
   * new kind does not compile until every place knows it.
   */
  <T> T match(
      Function<? super OnRollup, ? extends T> onRollup,
      Function<? super OnReading, ? extends T> onReading,
      Function<? super OnSilence, ? extends T> onSilence);

  /** Unique in its pipeline. */
  String name();

  /** How urgent it is; of several levels, the highest. */
  Severity severity();

  /**
   * Raised for a group of a rollup while a window of it meets the conditions.
   *
   * @param rollup the rollup whose measures are compared
   * @param when conditions on measures, at least one
   * @param endsAfter how many windows in a row without end it, at least 1
   */
  record OnRollup(String name, Severity severity, String rollup, Conditions when, int endsAfter)
      implements Alert {
    /** While all of several conditions hold. */
    public OnRollup(
        String name, Severity severity, String rollup, List<Condition> when, int endsAfter) {
      this(name, severity, rollup, Conditions.allOf(when), endsAfter);
    }

    public OnRollup {
      if (when.isEmpty() || endsAfter < 1) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "alert '%s' needs a condition and endsAfter >= 1, not %s and %d",
                name,
                when,
                endsAfter));
      }
    }

    @Override
    public <T> T match(
        Function<? super OnRollup, ? extends T> onRollup,
        Function<? super OnReading, ? extends T> onReading,
        Function<? super OnSilence, ? extends T> onSilence) {
      return onRollup.apply(this);
    }
  }

  /**
   * Raised for an entity whose events meet conditions. Its episode is a longest run of such events,
   * in the order of event time, with at most {@code quiet} from each to the next; it counts them,
   * has the highest severity that one of them reached, and the least and greatest value of fields.
   * The order in which events come makes no difference.
   *
   * @param by columns besides the entity that keep episodes apart, such as the kind of a sensor
   * @param levels which events count, and how urgent each makes the episode; at least one
   * @param unless events that meet these do not count; {@link Conditions#NONE} for no such
   * @param quiet how long, in event time, without such an event ends an episode
   * @param fields columns of numbers of which the episode keeps the least and the greatest each;
   *     may be empty
   */
  record OnReading(
      String name,
      List<String> by,
      List<Level> levels,
      Conditions unless,
      Duration quiet,
      List<String> fields)
      implements Alert {
    /** Episodes of each entity that keep the least and the greatest of one field. */
    public OnReading(
        String name, List<Level> levels, Conditions unless, Duration quiet, String field) {
      this(name, List.of(), levels, unless, quiet, List.of(field));
    }

    public OnReading {
      by = List.copyOf(by);
      levels = List.copyOf(levels);
      Objects.requireNonNull(unless, "unless");
      fields = List.copyOf(fields);
      if (levels.isEmpty() || levels.stream().anyMatch(level -> level.when().isEmpty())) {
        throw new IllegalArgumentException("alert '" + name + "' needs a condition in each level");
      }
      if (quiet.isZero() || quiet.isNegative()) {
        throw new IllegalArgumentException("alert '" + name + "' ends after " + quiet);
      }
    }

    /** The same with episodes of each entity and each value of further columns. */
    public OnReading by(String... columns) {
      return new OnReading(name, List.of(columns), levels, unless, quiet, fields);
    }

    /** The same that keeps the least and the greatest of other fields, each by itself. */
    public OnReading measuring(String... columns) {
      return new OnReading(name, by, levels, unless, quiet, List.of(columns));
    }

    /** The highest that an episode can have. */
    @Override
    public Severity severity() {
      return levels.stream().map(Level::severity).max(Comparator.naturalOrder()).orElseThrow();
    }

    @Override
    public <T> T match(
        Function<? super OnRollup, ? extends T> onRollup,
        Function<? super OnReading, ? extends T> onReading,
        Function<? super OnSilence, ? extends T> onSilence) {
      return onReading.apply(this);
    }
  }

  /**
   * How urgent events are that meet conditions.
   *
   * @param when conditions on fields and derived columns, at least one
   */
  record Level(Severity severity, Conditions when) {}

  /**
   * Raised by the speed layer alone, while an entity that was heard of sends nothing.
   *
   * @param after how long without an event, by append time
   */
  record OnSilence(String name, Severity severity, Duration after) implements Alert {
    public OnSilence {
      if (after.isZero() || after.isNegative()) {
        throw new IllegalArgumentException("alert '" + name + "' after " + after);
      }
    }

    @Override
    public <T> T match(
        Function<? super OnRollup, ? extends T> onRollup,
        Function<? super OnReading, ? extends T> onReading,
        Function<? super OnSilence, ? extends T> onSilence) {
      return onSilence.apply(this);
    }
  }
}

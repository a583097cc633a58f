package io.crossroads.pipelines.alert;

import io.crossroads.pipelines.rollup.Condition;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Something that people want to be told of once, with a start, an end and the evidence. */
public sealed interface Alert {

  /** Unique in its pipeline. */
  String name();

  /** How urgent it is. */
  Severity severity();

  /**
   * Raised for a group of a rollup while a window of it meets every condition.
   *
   * @param rollup the rollup whose measures are compared
   * @param when conditions on measures, all of which must hold
   * @param endsAfter how many windows in a row without end it, at least 1
   */
  record OnRollup(
      String name, Severity severity, String rollup, List<Condition> when, int endsAfter)
      implements Alert {
    public OnRollup {
      when = List.copyOf(when);
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
  }

  /**
   * Raised for each event that meets every condition.
   *
   * @param when conditions on fields and derived columns, all of which must hold
   */
  record OnEvent(String name, Severity severity, List<Condition> when) implements Alert {
    public OnEvent {
      when = List.copyOf(when);
      if (when.isEmpty()) {
        throw new IllegalArgumentException("alert '" + name + "' needs a condition");
      }
    }
  }

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
  }
}

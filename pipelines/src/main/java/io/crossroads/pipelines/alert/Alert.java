package io.crossroads.pipelines.alert;

import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Conditions;
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
  }

  /**
   * Raised for each event that meets the conditions.
   *
   * @param when conditions on fields and derived columns, at least one
   */
  record OnEvent(String name, Severity severity, Conditions when) implements Alert {
    /** When all of several conditions hold. */
    public OnEvent(String name, Severity severity, List<Condition> when) {
      this(name, severity, Conditions.allOf(when));
    }

    public OnEvent {
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

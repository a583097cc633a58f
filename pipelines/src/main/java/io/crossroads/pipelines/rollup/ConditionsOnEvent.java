package io.crossroads.pipelines.rollup;

import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.schema.EventSchema;
import java.util.List;

/** Whether a decoded event meets all conditions of any group; compiled once for many events. */
public final class ConditionsOnEvent {

  private final ConditionOnEvent[][] groups;

  /**
   * Compiles conditions.
   *
   * @throws IllegalArgumentException if there is no such field, or a constant does not fit it
   */
  public ConditionsOnEvent(Conditions conditions, EventSchema schema) {
    groups =
        conditions.groups().stream()
            .map(group -> compiled(group, schema))
            .toArray(ConditionOnEvent[][]::new);
  }

  private static ConditionOnEvent[] compiled(List<Condition> group, EventSchema schema) {
    return group.stream()
        .map(condition -> new ConditionOnEvent(condition, schema))
        .toArray(ConditionOnEvent[]::new);
  }

  /** Whether an event meets them. */
  public boolean test(EventRow row) {
    for (ConditionOnEvent[] group : groups) {
      if (meetsAll(group, row)) {
        return true;
      }
    }
    return groups.length == 0;
  }

  private static boolean meetsAll(ConditionOnEvent[] group, EventRow row) {
    for (ConditionOnEvent condition : group) {
      if (!condition.test(row)) {
        return false;
      }
    }
    return true;
  }
}

package io.crossroads.layers.rollup;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * Partial aggregates of the events of one group.
 *
 * @param windowStart where the window of event time begins
 * @param dimensions the values that the group is of, in the rollup's order; a value may be null
 * @param bucket the minute of append time that the events are of; null where all are together
 * @param states partial aggregates, in the order of {@link RollupStates#columns}
 */
public record Cell(
    Instant windowStart, List<Object> dimensions, Instant bucket, List<Object> states) {
  public Cell {
    Objects.requireNonNull(windowStart, "windowStart");
    Objects.requireNonNull(dimensions, "dimensions");
    Objects.requireNonNull(states, "states");
  }
}

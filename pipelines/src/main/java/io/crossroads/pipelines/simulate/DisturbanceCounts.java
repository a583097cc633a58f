package io.crossroads.pipelines.simulate;

import io.crossroads.pipelines.decode.Reason;
import java.util.Map;

/**
 * How many records were disturbed, and how.
 *
 * @param records all of them
 * @param invalid how many must be rejected, by reason; reasons that did not occur are absent
 * @param late valid events whose time is minutes to hours before the clock
 * @param outOfOrder valid events that were sent after their turn
 * @param duplicates repetitions of a valid event
 */
public record DisturbanceCounts(
    long records, Map<Reason, Long> invalid, long late, long outOfOrder, long duplicates) {

  public DisturbanceCounts {
    invalid = Map.copyOf(invalid);
  }

  /** How many records must be rejected. */
  public long invalidRecords() {
    return invalid.values().stream().mapToLong(Long::longValue).sum();
  }
}

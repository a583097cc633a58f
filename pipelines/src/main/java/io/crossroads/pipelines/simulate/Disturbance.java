package io.crossroads.pipelines.simulate;

/** What can be wrong with the way a record comes in. */
public enum Disturbance {
  /** Nothing. */
  NONE,
  /** A record that must be rejected. */
  INVALID,
  /** A valid event whose time is minutes to hours before the clock. */
  LATE,
  /** A valid event that is sent a few records after its turn. */
  OUT_OF_ORDER,
  /** The same bytes as a valid event before. */
  DUPLICATE
}

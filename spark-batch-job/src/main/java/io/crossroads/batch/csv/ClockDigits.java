package io.crossroads.batch.csv;

/** What digits alone in a column of times of day are. */
public enum ClockDigits {
  /** Hours, 0 to 24. */
  HOURS,
  /** Hours and minutes without anything between, 0 to 2400. */
  HOURS_AND_MINUTES
}

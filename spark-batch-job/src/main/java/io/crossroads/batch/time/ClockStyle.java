package io.crossroads.batch.time;

/** How the time of day is written. Seconds and their fraction may always be there. */
public enum ClockStyle {
  /** Not at all: such a value is midnight. */
  NONE(""),
  /** Such as 13:05. */
  COLONS("HH:mm"),
  /** Such as 13.05. */
  POINTS("HH.mm"),
  /** Such as 1305. */
  COMPACT("HHmm"),
  /** Such as 1:05 PM. */
  HALF_DAYS("h:mm a");

  private final String pattern;

  ClockStyle(String pattern) {
    this.pattern = pattern;
  }

  /** As letters of {@link java.time.format.DateTimeFormatter}. */
  String pattern() {
    return pattern;
  }
}

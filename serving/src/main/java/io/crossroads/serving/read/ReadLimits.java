package io.crossroads.serving.read;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How much a request may cost.
 *
 * @param rows most rows of one answer
 * @param time how long PostgreSQL may work on one statement
 * @param atOnce how many requests may ask the store at a time
 * @param timeout how long a request may wait for its turn before it is refused
 * @param listeners how many may follow live changes at a time
 * @param shared how long an answer is given again to others who ask the same, unless a change is
 *     heard; zero for never
 */
public record ReadLimits(
    int rows, Duration time, int atOnce, Duration timeout, int listeners, Duration shared) {

  public ReadLimits {
    Objects.requireNonNull(timeout, "timeout");
    if (shared.isNegative()) {
      throw new IllegalArgumentException(
          "answers are shared for no time at least, not for " + shared);
    }
    if (rows < 1 || atOnce < 1 || listeners < 1 || time.toMillis() < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "limits must be at least 1: rows %d, at once %d, listeners %d, time %s",
              rows,
              atOnce,
              listeners,
              time));
    }
  }
}

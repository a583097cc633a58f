package io.crossroads.benchmarks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A part of a measured time.
 *
 * @param name what the figures call it; empty if it is all of it
 * @param from its beginning, microseconds since the epoch
 * @param to its end, which is no part of it
 */
record Phase(String name, long from, long to) {

  /** Now, in microseconds since the epoch. */
  static long now() {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
  }
}

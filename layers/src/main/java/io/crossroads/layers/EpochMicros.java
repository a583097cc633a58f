package io.crossroads.layers;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as microseconds since 1970-01-01T00:00:00Z, the precision of every table. */
public final class EpochMicros {

  private EpochMicros() {}

  /** Microseconds since the epoch as a time. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** A time as microseconds since the epoch; what is finer is cut off. */
  public static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}

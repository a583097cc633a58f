package io.crossroads.layers.horizon;

/** The grid of append time that speed rows are kept by, and on which every horizon lies. */
public final class Bucket {

  /** One minute. */
  public static final long MICROS = 60_000_000L;

  private Bucket() {}

  /** The begin of the bucket that an append time is in; both in microseconds since the epoch. */
  public static long of(long appendTimeMicros) {
    return appendTimeMicros - Math.floorMod(appendTimeMicros, MICROS);
  }
}

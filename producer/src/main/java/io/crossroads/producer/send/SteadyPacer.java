package io.crossroads.producer.send;

/**
 * Keeps a schedule: record i is due i periods after the start. What was held up is due at once, so
 * that the rate over the whole run is the one that was asked for.
 */
final class SteadyPacer implements Pacer {

  /** Waking up costs about as much as sending some records: short periods are slept through. */
  static final long SHORTEST_PARK_NANOS = 500_000;

  static final long LONGEST_PARK_NANOS = 100_000_000;

  private final double recordsPerNano;
  private final NanoClock clock;
  private final long start;

  SteadyPacer(Rate rate, NanoClock clock) {
    this.recordsPerNano = rate.perSecond() / 1e9;
    this.clock = clock;
    this.start = clock.nanos();
  }

  @Override
  public long awaitMore(long sent) {
    long elapsed = clock.nanos() - start;
    if (dueAfter(elapsed) <= sent) {
      long wait = (long) Math.ceil(sent / recordsPerNano) - elapsed;
      clock.park(Math.max(SHORTEST_PARK_NANOS, Math.min(LONGEST_PARK_NANOS, wait)));
      elapsed = clock.nanos() - start;
    }
    return dueAfter(elapsed);
  }

  private long dueAfter(long elapsed) {
    return (long) (elapsed * recordsPerNano) + 1;
  }
}

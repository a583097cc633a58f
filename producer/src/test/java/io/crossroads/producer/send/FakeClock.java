package io.crossroads.producer.send;

/** Time that passes when somebody sleeps, and oversleeps. */
final class FakeClock implements NanoClock {

  private final long oversleeps;
  private long now = 1_000_000_007L;

  /**
   * A clock.
   *
   * @param oversleeps nanoseconds by which every sleep is longer than asked for
   */
  FakeClock(long oversleeps) {
    this.oversleeps = oversleeps;
  }

  void pass(long nanos) {
    now += nanos;
  }

  @Override
  public long nanos() {
    return now;
  }

  @Override
  public void park(long nanos) {
    now += nanos + oversleeps;
  }
}

package io.crossroads.producer.send;

/** Says when records are due. */
interface Pacer {

  /**
   * Waits until more records are due than were sent, but not for long, so that the caller can look
   * for other things.
   *
   * @param sent records so far
   * @return how many are due since the start
   */
  long awaitMore(long sent);

  /** A pacer that begins now. */
  static Pacer of(Rate rate, NanoClock clock) {
    return rate.isMax() ? sent -> sent + FullSpeed.RECORDS : new SteadyPacer(rate, clock);
  }

  /** Without a pace, the caller looks for other things after so many records. */
  final class FullSpeed {
    private static final int RECORDS = 512;

    private FullSpeed() {}
  }
}

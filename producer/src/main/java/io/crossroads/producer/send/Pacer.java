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
    return rate.isMax() ? sent -> Long.MAX_VALUE : new SteadyPacer(rate, clock);
  }
}

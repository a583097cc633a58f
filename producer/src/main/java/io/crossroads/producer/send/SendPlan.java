package io.crossroads.producer.send;

import java.time.Duration;

/**
 * When sending ends and how fast it goes.
 *
 * @param rate records a second
 * @param limit most records
 * @param longest when to give up even if fewer were sent
 */
record SendPlan(Rate rate, long limit, Duration longest) {

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  /** How long after its end a paced run may catch up with what the broker held up. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  /** So many records, however long it takes. */
  static SendPlan ofCount(Rate rate, long count) {
    return new SendPlan(rate, count, FOR_EVER);
  }

  /** Until the source ends or somebody stops it. */
  static SendPlan unlimited(Rate rate) {
    return ofCount(rate, Long.MAX_VALUE);
  }

  /**
   * For so long: at a rate, the records that belong into that time, which is the same number in
   * every run; without one, as many as there is time for.
   */
  static SendPlan ofDuration(Rate rate, Duration duration) {
    Duration bounded = duration.compareTo(FOR_EVER) < 0 ? duration : FOR_EVER;
    if (rate.isMax()) {
      return new SendPlan(rate, Long.MAX_VALUE, bounded);
    }
    double seconds = bounded.toNanos() / 1e9;
    long records = Math.max(1, Math.round(seconds * rate.perSecond()));
    return new SendPlan(rate, records, bounded.plus(GRACE));
  }
}

package io.crossroads.pipelines.transactions;

import io.crossroads.pipelines.simulate.Noise;

/**
 * Somebody who tries stolen cards, one after the other, with the same small amount.
 *
 * @param start first minute, counted from the epoch
 * @param end first minute after it
 * @param payment which is tried
 */
record CardTesting(long start, long end, Payment payment) {

  private static final int SLOT_MINUTES = 180;
  private static final int LONGEST_MINUTES = 6;
  private static final double CHANCE = 0.3;
  private static final long[] AMOUNTS = {100, 199, 499, 500, 999};

  /**
   * What happens in a stretch of three hours.
   *
   * @param noise of all that is tried
   * @param minute counted from the epoch
   * @return the one whose stretch the minute is in; it need not last at that minute
   */
  static CardTesting around(Noise noise, long minute) {
    long slot = Math.floorDiv(minute, SLOT_MINUTES);
    long place = slot * 5;
    long spread = (long) (noise.uniform(place + 1) * (SLOT_MINUTES - LONGEST_MINUTES));
    long start = slot * SLOT_MINUTES + spread;
    long minutes =
        noise.uniform(place) < CHANCE
            ? 2 + (long) (noise.uniform(place + 2) * (LONGEST_MINUTES - 1))
            : 0;
    Market market = Market.ALL.get((int) (noise.uniform(place + 3) * Market.ALL.size()));
    long amount = AMOUNTS[(int) (noise.uniform(place + 4) * AMOUNTS.length)];
    return new CardTesting(start, start + minutes, new Payment(market, amount));
  }

  /** Whether it lasts. */
  boolean lasts(long minute) {
    return minute >= start && minute < end;
  }
}

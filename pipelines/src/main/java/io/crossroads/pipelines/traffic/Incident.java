package io.crossroads.pipelines.traffic;

import io.crossroads.pipelines.simulate.Noise;

/**
 * An accident, a lorry that unloads, a closed lane: it builds up, lasts, and dissolves.
 *
 * @param start first minute, counted from the epoch
 * @param last last minute at full strength
 * @param end first minute after it
 * @param strength share of the road that it takes, 0 to 1
 */
record Incident(long start, long last, long end, double strength) {

  private static final int SLOT_MINUTES = 180;
  private static final int SHORTEST_MINUTES = 15;
  private static final int LONGEST_MINUTES = 75;
  private static final double DISSOLVES = 0.3;
  private static final double BUILD_UP_MINUTES = 4;

  /** Chance of an incident on a road in each three hours of the day, from midnight UTC. */
  private static final double[] CHANCES = {0.03, 0.06, 0.28, 0.16, 0.16, 0.30, 0.18, 0.06};

  private static final Incident NONE = new Incident(0, 0, 0, 0);

  /**
   * How strong what happens on a road is.
   *
   * @param noise of the road's incidents
   * @param minute counted from the epoch
   * @return 0 where nothing happens, to 1
   */
  static double strengthAt(Noise noise, long minute) {
    long slot = Math.floorDiv(minute, SLOT_MINUTES);
    double now = inSlot(noise, slot).strengthAt(minute);
    boolean mayLastFromBefore = minute - slot * SLOT_MINUTES < LONGEST_MINUTES;
    return mayLastFromBefore ? Math.max(now, inSlot(noise, slot - 1).strengthAt(minute)) : now;
  }

  private static Incident inSlot(Noise noise, long slot) {
    long place = slot * 4;
    if (noise.uniform(place) >= CHANCES[Math.floorMod(slot, CHANCES.length)]) {
      return NONE;
    }
    long start = slot * SLOT_MINUTES + (long) (noise.uniform(place + 1) * SLOT_MINUTES);
    double spread = noise.uniform(place + 2) * (LONGEST_MINUTES - SHORTEST_MINUTES);
    long minutes = SHORTEST_MINUTES + (long) spread;
    long last = start + (long) (minutes * (1 - DISSOLVES));
    return new Incident(start, last, start + minutes, 0.5 + 0.5 * noise.uniform(place + 3));
  }

  private double strengthAt(long minute) {
    if (minute < start || minute >= end) {
      return 0;
    }
    if (minute > last) {
      return strength * (end - minute) / (end - last);
    }
    return strength * Math.min(1, (minute - start + 1) / BUILD_UP_MINUTES);
  }
}

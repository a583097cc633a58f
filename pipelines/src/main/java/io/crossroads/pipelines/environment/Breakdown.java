package io.crossroads.pipelines.environment;

import io.crossroads.pipelines.simulate.Noise;

/**
 * When something breaks down and is repaired: at most once in each stretch of time, within it.
 *
 * @param stretch minutes of a stretch
 * @param chance that it happens in one
 * @param shortest minutes until it is repaired
 * @param longest minutes until it is repaired, under {@code stretch}
 */
record Breakdown(int stretch, double chance, int shortest, int longest) {

  /** Of a sensor. */
  static final Breakdown OF_SENSOR = new Breakdown(8 * 60, 0.06, 4, 25);

  /** Of a room's ventilation. */
  static final Breakdown OF_VENTILATION = new Breakdown(8 * 60, 0.08, 60, 180);

  /** Of a server room's cooling. */
  static final Breakdown OF_COOLING = new Breakdown(24 * 60, 0.12, 45, 150);

  /**
   * How far it has gone at a minute.
   *
   * @param noise of all that breaks in the same way
   * @param minute counted from the epoch
   * @return over 0 when it has just begun to under 1 before it is repaired; 0 if nothing is broken
   */
  double progress(Noise noise, long minute) {
    long number = Math.floorDiv(minute, stretch);
    long place = 3 * number;
    if (noise.uniform(place) >= chance) {
      return 0;
    }
    long lasts = shortest + (long) (noise.uniform(place + 1) * (longest - shortest));
    long start = number * stretch + (long) (noise.uniform(place + 2) * (stretch - lasts));
    boolean broken = minute >= start && minute < start + lasts;
    return broken ? (minute - start + 0.5) / lasts : 0;
  }
}

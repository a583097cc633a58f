package io.crossroads.pipelines.environment;

import io.crossroads.pipelines.simulate.Noise;

/** The weather over one site. */
final class Weather {

  private static final double MINUTES_PER_DAY = 24 * 60;
  private static final double DAYS_PER_YEAR = 365.2425;
  private static final double WARMEST_DAY = 210;
  private static final double WARMEST_MINUTE = 15 * 60;
  private static final double FRONT_MINUTES = 2.5 * MINUTES_PER_DAY;

  private final Noise fronts;
  private final Noise clouds;
  private final double usualPressure;

  /**
   * Weather of a seed.
   *
   * @param site its place among the sites
   */
  Weather(long seed, int site) {
    fronts = new Noise(seed, 1000 + 2L * site);
    clouds = new Noise(seed, 1001 + 2L * site);
    usualPressure = 1016 - 4 * site;
  }

  /** Celsius outside at a minute, counted from the epoch. */
  double temperature(long minute) {
    double year = minute / MINUTES_PER_DAY - WARMEST_DAY;
    double season = StrictMath.cos(2 * StrictMath.PI * year / DAYS_PER_YEAR);
    double time = (minute - WARMEST_MINUTE) / MINUTES_PER_DAY;
    double hour = StrictMath.cos(2 * StrictMath.PI * time);
    return 18.5 + 5.5 * season + 4 * hour + 3 * clouds.smooth(minute / FRONT_MINUTES);
  }

  /** hPa at a minute; rain comes with low pressure. */
  double pressure(long minute) {
    return usualPressure + 9 * fronts.smooth(minute / FRONT_MINUTES);
  }

  /** How damp it is at a minute, -1 to 1. */
  double damp(long minute) {
    return -0.7 * fronts.smooth(minute / FRONT_MINUTES) - 0.3 * clouds.smooth(minute / 400.0);
  }
}

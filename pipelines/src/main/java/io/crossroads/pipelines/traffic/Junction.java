package io.crossroads.pipelines.traffic;

import io.crossroads.pipelines.simulate.Noise;
import java.time.DayOfWeek;
import java.time.LocalDate;

/** How many vehicles usually pass a junction in an hour: by hour and weekday, season and growth. */
final class Junction {

  private static final int HOURS = 24;
  private static final double USUAL_DENSITY = 30;

  private final double[][] byWeekday = new double[7][HOURS];
  private final double growthPerDay;
  private final Noise drift;

  Junction(long seed, int number) {
    Noise character = new Noise(seed, -2L * number);
    drift = new Noise(seed, -2L * number - 1);
    double usual = 12 + 48 * character.uniform(0) * character.uniform(0);
    growthPerDay = (0.05 + 0.25 * character.uniform(1)) / 365;
    RoadProfile profile = RoadProfile.of(number - 1);
    for (DayOfWeek day : DayOfWeek.values()) {
      for (int hour = 0; hour < HOURS; hour++) {
        double busy = profile.density(day, hour + 0.5) / USUAL_DENSITY;
        byWeekday[day.ordinal()][hour] = usual * busy;
      }
    }
  }

  /** Vehicles in each hour of a weekday, before {@link #factor}. */
  double[] hours(DayOfWeek day) {
    return byWeekday[day.ordinal()];
  }

  /**
   * What multiplies the counts of a day.
   *
   * @param sinceStart days since the beginning of the file
   */
  double factor(LocalDate day, long sinceStart) {
    double season = 1 - 0.1 * StrictMath.cos(2 * Math.PI * (day.getDayOfYear() - 20) / 365.25);
    double weather = 1 + 0.08 * drift.smooth(day.toEpochDay() / 2.5);
    return season * weather * (1 + growthPerDay * sinceStart);
  }
}

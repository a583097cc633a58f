package io.crossroads.pipelines.traffic;

import java.time.DayOfWeek;
import java.util.List;

/**
 * How busy a road is in the course of a week when nothing happens.
 *
 * @param freeSpeed km/h on the empty road
 * @param morning how much the commute towards 8:00 adds to the density, in %
 * @param midday the same for the hours around 13:00
 * @param evening the same for the way home around 17:40
 * @param weekend the same for the long afternoon of a Saturday
 */
record RoadProfile(
    double freeSpeed, double morning, double midday, double evening, double weekend) {

  private static final double NIGHT = 5;

  private static final List<RoadProfile> ALL =
      List.of(
          new RoadProfile(78, 50, 30, 46, 34),
          new RoadProfile(58, 38, 38, 45, 46),
          new RoadProfile(94, 54, 24, 52, 22),
          new RoadProfile(66, 48, 33, 40, 14),
          new RoadProfile(88, 36, 26, 42, 40));

  /** A profile for the sensor at a place in the reference file; sensors beyond share them. */
  static RoadProfile of(int place) {
    return ALL.get(place % ALL.size());
  }

  /**
   * The usual density.
   *
   * @param hour of the day, 0 to under 24, in UTC
   * @return % of the road that vehicles cover
   */
  double density(DayOfWeek day, double hour) {
    return NIGHT + byDay(day, hour) + nightlife(day, hour) + nightlife(day.minus(1), hour + 24);
  }

  private double byDay(DayOfWeek day, double hour) {
    return switch (day) {
      case SATURDAY -> weekend * leisure(hour);
      case SUNDAY -> 0.75 * weekend * leisure(hour);
      case MONDAY -> workday(hour, 1.06, 0.98, 17.7);
      case FRIDAY -> workday(hour, 0.95, 1.08, 16.9);
      default -> workday(hour, 1, 1, 17.7);
    };
  }

  private static double nightlife(DayOfWeek day, double hour) {
    boolean goesOut = day == DayOfWeek.FRIDAY || day == DayOfWeek.SATURDAY;
    return (goesOut ? 9 : 4) * bump(hour, goesOut ? 23 : 21, 1.7);
  }

  private double workday(double hour, double morningFactor, double eveningFactor, double rush) {
    return morning * morningFactor * bump(hour, 8, 0.95)
        + midday * bump(hour, 13, 3)
        + evening * eveningFactor * bump(hour, rush, 1.3);
  }

  private static double leisure(double hour) {
    return bump(hour, 13, 2.6) + 0.6 * bump(hour, 18.5, 2.2);
  }

  private static double bump(double hour, double middle, double width) {
    double distance = (hour - middle) / width;
    return StrictMath.exp(-0.5 * distance * distance);
  }
}

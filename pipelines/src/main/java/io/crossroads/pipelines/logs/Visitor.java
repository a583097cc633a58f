package io.crossroads.pipelines.logs;

import java.time.DayOfWeek;

/** Who asks, and how the number of such requests changes with hour and weekday. */
enum Visitor {
  /** People with a browser or the app: they sleep at night, and buy in the evening. */
  PERSON {
    @Override
    double activity(DayOfWeek day, double hour) {
      boolean weekend = day.compareTo(DayOfWeek.FRIDAY) > 0;
      double evening = (weekend ? 0.75 : 0.9) * bump(hour, 20, 2.4);
      double noon = (weekend ? 0.8 : 0.6) * bump(hour, 13, 3.2);
      return 0.06 + Math.min(0.94, evening + noon);
    }
  },
  /** People who work on the catalogue, in working hours. */
  STAFF {
    @Override
    double activity(DayOfWeek day, double hour) {
      return day.compareTo(DayOfWeek.FRIDAY) > 0 ? 0.02 : bump(hour, 13, 3);
    }
  },
  /** Probes of the health of a host, as often at night as by day. */
  MONITOR {
    @Override
    double activity(DayOfWeek day, double hour) {
      return 0.3;
    }
  },
  /** Crawlers of search engines, which come at night where they can. */
  BOT {
    @Override
    double activity(DayOfWeek day, double hour) {
      return 0.25 + 0.3 * bump(hour, 3, 2.5);
    }
  },
  /** A program that tries stolen passwords; active only in a {@link Disruption}. */
  ATTACKER {
    @Override
    double activity(DayOfWeek day, double hour) {
      return 0;
    }
  };

  /**
   * How active they are.
   *
   * @param hour of the day, 0 to under 24, in UTC
   * @return 0 to 1
   */
  abstract double activity(DayOfWeek day, double hour);

  private static double bump(double hour, double middle, double width) {
    double distance = (hour - middle) / width;
    return StrictMath.exp(-0.5 * distance * distance);
  }
}

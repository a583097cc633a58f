package io.crossroads.pipelines.simulate;

/**
 * How much goes on in the course of a week: a value at each full hour of a working day, a Saturday
 * and a Sunday, from one of which to the next it changes evenly.
 */
public final class WeekRhythm {

  private static final int HOURS_PER_DAY = 24;
  private static final int HOURS_PER_WEEK = 7 * HOURS_PER_DAY;
  private static final int MINUTES_PER_HOUR = 60;

  /** Hours from the Monday before 1970-01-01 to it, a Thursday. */
  private static final int FROM_MONDAY = 3 * HOURS_PER_DAY;

  private final double[] week = new double[HOURS_PER_WEEK];

  /**
   * A rhythm.
   *
   * @param workday a value for each hour from 0:00 to 23:00, as the others
   */
  public WeekRhythm(double[] workday, double[] saturday, double[] sunday) {
    for (int day = 0; day < 7; day++) {
      double[] hours = day < 5 ? workday : day == 5 ? saturday : sunday;
      System.arraycopy(hours, 0, week, day * HOURS_PER_DAY, HOURS_PER_DAY);
    }
  }

  /**
   * The value at a minute.
   *
   * @param localMinute minutes that the clocks of the place have counted since 1970-01-01
   */
  public double at(long localMinute) {
    long hour = Math.floorDiv(localMinute, MINUTES_PER_HOUR);
    double part = Math.floorMod(localMinute, MINUTES_PER_HOUR) / (double) MINUTES_PER_HOUR;
    return value(hour) * (1 - part) + value(hour + 1) * part;
  }

  private double value(long hour) {
    return week[(int) Math.floorMod(hour + FROM_MONDAY, (long) HOURS_PER_WEEK)];
  }
}

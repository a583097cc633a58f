package io.crossroads.pipelines.iot;

import io.crossroads.pipelines.simulate.Noise;

/**
 * The weather of the whole city in a minute: the sun, the season, and fronts that bring low
 * pressure, clouds, damp and cold together. For one thread.
 */
final class Weather {

  private static final int MINUTES_PER_DAY = 24 * 60;
  private static final double DAYS_PER_YEAR = 365.25;
  private static final double WARMEST_DAY = 205;

  /** When the sun is highest, in UTC: Tangier is 5.8 degrees west. */
  private static final double NOON = 12.4;

  private final Noise fronts;
  private final Noise airs;
  private final Noise clouds;
  private long minute = Long.MIN_VALUE;
  private double hour;
  private boolean workday;
  private double sun;
  private double front;
  private double cover;
  private double temperature;
  private double humidity;
  private double pressure;

  Weather(long seed) {
    fronts = new Noise(seed, 0);
    airs = new Noise(seed, 1);
    clouds = new Noise(seed, 2);
  }

  /** Moves to a minute, counted from the epoch. */
  void at(long newMinute) {
    if (newMinute != minute) {
      minute = newMinute;
      refresh();
    }
  }

  private void refresh() {
    long day = Math.floorDiv(minute, MINUTES_PER_DAY);
    hour = (minute - day * MINUTES_PER_DAY) / 60.0;
    workday = Math.floorMod(day + 3, 7L) < 5;
    double season = wave(day - WARMEST_DAY, DAYS_PER_YEAR);
    front = fronts.smooth(minute / 1500.0);
    cover = Math.max(0, Math.min(0.9, 0.3 + 0.5 * front + 0.25 * clouds.smooth(minute / 50.0)));
    sun = height(season) * (0.82 + 0.18 * season);
    double swing = (3.6 - 1.2 * cover) * wave(hour - NOON - 2, 24);
    double air = airs.smooth(minute / 2600.0);
    temperature = 24.7 + 2.2 * season + swing + 1.2 * air - front;
    humidity = 66 - 2 * swing - air + 6 * front;
    pressure = 1013 - 8 * front + 2 * air + 0.7 * wave(hour - 10, 12);
  }

  /** How high the sun is, 0 at night to 1 at noon; days are longer in the warm season. */
  private double height(double season) {
    double daylight = 12 + 2.3 * season;
    double fromNoon = Math.abs(hour - NOON);
    return fromNoon < daylight / 2 ? StrictMath.cos(Math.PI * fromNoon / daylight) : 0;
  }

  private static double wave(double time, double period) {
    return StrictMath.cos(2 * Math.PI * time / period);
  }

  /** Hour of the day in UTC, 0 to under 24. */
  double hour() {
    return hour;
  }

  /** Whether it is Monday to Friday. */
  boolean workday() {
    return workday;
  }

  /** How much of the strongest sun there is above the clouds, 0 to 1. */
  double sun() {
    return sun;
  }

  /** How much of the sky is clouded, 0 to 1. */
  double cover() {
    return cover;
  }

  /** Degrees Celsius. */
  double temperature() {
    return temperature;
  }

  /** Percent. */
  double humidity() {
    return humidity;
  }

  /** Hectopascal. */
  double pressure() {
    return pressure;
  }
}

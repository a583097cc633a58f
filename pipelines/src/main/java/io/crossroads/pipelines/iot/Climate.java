package io.crossroads.pipelines.iot;

import io.crossroads.pipelines.simulate.Noise;

/** What there is to measure at a place, worked out once a minute. For one thread. */
final class Climate {

  /** Lux of the highest sun in a clear sky. */
  private static final double FULL_SUN = 88_000;

  private static final double FOG_HUMIDITY = 88;

  /** How much of the noise, -1 to 1, must be passed before there is fog. */
  private static final double FOG_FROM = 0.6;

  private final Site site;
  private final Weather weather;
  private final Noise fogs;
  private final double[] values = new double[Kind.values().length];
  private long minute = Long.MIN_VALUE;

  Climate(Site site, Weather weather, long seed) {
    this.site = site;
    this.weather = weather;
    fogs = new Noise(seed, 3);
  }

  /** Moves to a minute, counted from the epoch. */
  void at(long newMinute) {
    if (newMinute != minute) {
      minute = newMinute;
      weather.at(newMinute);
      refresh();
    }
  }

  private void refresh() {
    double fog = site.foggy() * fog();
    double humidity = weather.humidity() + site.damper();
    double daylight = FULL_SUN * weather.sun() * (1 - 0.8 * weather.cover()) * (1 - 0.6 * fog);
    double lamps = weather.sun() > 0 ? 0 : site.lamps();
    set(Kind.TEMPERATURE, weather.temperature() + site.warmer() + bustle() - fog);
    set(Kind.HUMIDITY, humidity + fog * Math.max(0, FOG_HUMIDITY - humidity));
    set(Kind.PRESSURE, weather.pressure() + site.heavier());
    set(Kind.LIGHT, daylight + lamps);
  }

  /** Fog comes in from the sea at night and in the morning: how thick it is, 0 to 1. */
  private double fog() {
    boolean sunDissolvesIt = weather.hour() > 11 && weather.hour() < 22;
    double thick = (fogs.smooth(minute / 180.0) - FOG_FROM) / (1 - FOG_FROM);
    return sunDissolvesIt ? 0 : Math.max(0, thick);
  }

  private double bustle() {
    double hours = Math.max(0, 1 - Math.abs(weather.hour() - 13) / 7);
    return site.bustle() * hours * (weather.workday() ? 1 : 0.25);
  }

  private void set(Kind kind, double value) {
    values[kind.ordinal()] = value;
  }

  /** What a kind is in this minute, in its unit. */
  double value(Kind kind) {
    return values[kind.ordinal()];
  }
}

package io.crossroads.pipelines.iot;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the readings of one simulated sensor move away from what it measures. They stay in the normal
 * range of their kind, at whose end the drift stops.
 *
 * @param sensor the sensor, such as {@code SENSOR_007}; empty for none
 * @param perDay what each of its kinds gains in a day, in the kind's unit; negative for a loss
 */
record Drift(String sensor, double perDay) {

  /** No sensor drifts. */
  static final Drift NONE = new Drift("", 0);

  private static final Pattern FORM = Pattern.compile("(.+):([+-]?\\d{1,9}(?:\\.\\d{1,9})?)");

  Drift {
    Objects.requireNonNull(sensor, "sensor");
    if (!sensor.isEmpty() && Site.sensors().noneMatch(sensor::equals)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "no simulated sensor '%s' to drift; there are %s",
              sensor,
              Site.sensors().toList()));
    }
  }

  /**
   * Reads a drift such as {@code SENSOR_007:1.5}.
   *
   * @throws IllegalArgumentException if it has another form, or names no simulated sensor
   */
  static Drift parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          "a drift is a sensor and units a day, such as SENSOR_007:1.5, not '" + text + "'");
    }
    return new Drift(parts.group(1), Double.parseDouble(parts.group(2)));
  }

  /** What a sensor has gained after a number of days; 0 before the first and for the others. */
  double after(double days, String ofSensor) {
    return sensor.equals(ofSensor) ? perDay * Math.max(0, days) : 0;
  }
}

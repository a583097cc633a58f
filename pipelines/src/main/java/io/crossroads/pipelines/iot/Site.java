package io.crossroads.pipelines.iot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A place in Tangier with four sensors, and how it differs from the city as a whole. */
enum Site {
  CENTRE("Tangier-Centre", 0.6, -2, -4, 45, 0.9, 0.1),
  PORT("Tangier-Port", -0.4, 3, 1.2, 160, 0.5, 0.8),
  ZONE_INDUSTRIELLE("Tangier-Zone-Industrielle", 0.7, -3, -2, 90, 1.2, 0.1),
  UNIVERSITE("Tangier-Universite", 0, 0, -6, 25, 0.3, 0.2),
  AEROPORT("Tangier-Aeroport", -0.2, 1, 0.4, 110, 0.3, 0.9);

  private static final int SENSORS_EACH = 4;

  private final String label;
  private final double warmer;
  private final double damper;
  private final double heavier;
  private final double lamps;
  private final double bustle;
  private final double foggy;

  /**
   * A place.
   *
   * @param label on the wire
   * @param warmer than the city, in degrees
   * @param damper in percent of humidity
   * @param heavier in hPa, as lower places are
   * @param lamps lux at night
   * @param bustle degrees that traffic and work add on a working day
   * @param foggy how much of a fog from the sea reaches it, 0 to 1
   */
  Site(
      String label,
      double warmer,
      double damper,
      double heavier,
      double lamps,
      double bustle,
      double foggy) {
    this.label = label;
    this.warmer = warmer;
    this.damper = damper;
    this.heavier = heavier;
    this.lamps = lamps;
    this.bustle = bustle;
    this.foggy = foggy;
  }

  /** The text on the wire, such as {@code Tangier-Port}. */
  String label() {
    return label;
  }

  double warmer() {
    return warmer;
  }

  double damper() {
    return damper;
  }

  double heavier() {
    return heavier;
  }

  double lamps() {
    return lamps;
  }

  double bustle() {
    return bustle;
  }

  double foggy() {
    return foggy;
  }

  /** The sensors that are here, such as {@code SENSOR_001}. */
  List<String> sensorIds() {
    int before = ordinal() * SENSORS_EACH;
    return IntStream.rangeClosed(before + 1, before + SENSORS_EACH)
        .mapToObj(number -> String.format(Locale.ROOT, "SENSOR_%03d", number))
        .toList();
  }

  /** The sensors of all places. */
  static Stream<String> sensors() {
    return Arrays.stream(values()).flatMap(site -> site.sensorIds().stream());
  }
}

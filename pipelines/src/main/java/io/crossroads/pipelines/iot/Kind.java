package io.crossroads.pipelines.iot;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What a sensor measures. A value outside the normal range is an anomaly; one outside the possible
 * range is none of the kind but an error of the device, such as -127 degrees of a sensor that is
 * unplugged, and makes the event {@code out_of_range}.
 */
enum Kind {
  /** Air; no weather station on Earth has measured less than -89.2 degrees Celsius. */
  TEMPERATURE("\u00b0C", Range.ofUnits(15, 35), Range.ofUnits(-90, 100)),
  /** Relative humidity. */
  HUMIDITY("%", Range.ofUnits(40, 90), Range.ofUnits(0, 100)),
  /** From nothing to three times that of the air, as far as sensors of industry reach. */
  PRESSURE("hPa", Range.ofUnits(980, 1030), Range.ofUnits(0, 3000)),
  /** From darkness to more than twice the sun at noon, as far as lamps of a laboratory reach. */
  LIGHT("lux", Range.ofUnits(0, 100_000), Range.ofUnits(0, 300_000));

  private final String label = name().toLowerCase(Locale.ROOT);
  private final String unit;
  private final Range normal;
  private final Range possible;

  Kind(String unit, Range normal, Range possible) {
    this.unit = unit;
    this.normal = normal;
    this.possible = possible;
  }

  /** The text on the wire, such as {@code temperature}. */
  String label() {
    return label;
  }

  /** The unit on the wire; the only one that the kind is sent in. */
  String unit() {
    return unit;
  }

  /** What is no anomaly. */
  Range normal() {
    return normal;
  }

  /** What is valid. */
  Range possible() {
    return possible;
  }

  /** The texts of all kinds, each at the place of its kind. */
  static List<String> labels() {
    return Arrays.stream(values()).map(Kind::label).toList();
  }

  /** The units of all kinds, each at the place of its kind. */
  static List<String> units() {
    return Arrays.stream(values()).map(Kind::unit).toList();
  }

  /** The least range that holds all that is possible of any kind. */
  static Range possibleOfAny() {
    return new Range(
        Arrays.stream(values()).mapToLong(kind -> kind.possible.least()).min().orElseThrow(),
        Arrays.stream(values()).mapToLong(kind -> kind.possible.greatest()).max().orElseThrow());
  }
}

package io.crossroads.pipelines.iot;

import io.crossroads.pipelines.simulate.Noise;
import java.nio.charset.StandardCharsets;

/** A simulated sensor: where it is, how well it measures, and whose turn it is. For one thread. */
final class CitySensor {

  private static final Kind[] KINDS = Kind.values();

  /** Noise streams of one sensor, after those of the city. */
  private static final int FIRST_STREAM = 10;

  /** The furthest that a sensor is off for good, in the unit of each kind; of light, a share. */
  private static final double[] OFFSETS = {0.3, 1, 0.4, 0.12};

  /** The deviation of a single reading, in the same units. */
  private static final double[] DEVIATIONS = {0.15, 0.5, 0.1, 0.02};

  private final String id;
  private final byte[] key;
  private final byte[][] heads = new byte[KINDS.length][];
  private final double[] offsets = new double[KINDS.length];
  private final Climate climate;
  private final Battery battery;
  private int turn;

  /**
   * A sensor.
   *
   * @param number among all sensors, from 0
   */
  CitySensor(String id, int number, Site site, Climate climate, long seed) {
    this.id = id;
    this.climate = climate;
    key = utf8(id);
    turn = number % KINDS.length;
    Noise traits = new Noise(seed, FIRST_STREAM + 2L * number);
    battery = new Battery(new Noise(seed, FIRST_STREAM + 2L * number + 1));
    for (Kind kind : KINDS) {
      int place = kind.ordinal();
      heads[place] = head(kind, site);
      offsets[place] = OFFSETS[place] * (2 * traits.uniform(place) - 1);
    }
  }

  private byte[] head(Kind kind, Site site) {
    return utf8(
        "{\"sensor_id\":\""
            + id
            + "\",\"sensor_type\":\""
            + kind.label()
            + "\",\"location\":\""
            + site.label()
            + "\",\"value\":");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  String id() {
    return id;
  }

  byte[] key() {
    return key;
  }

  /** What it reports now; the next of its kinds with each call. */
  Kind nextKind() {
    Kind kind = KINDS[turn];
    turn = (turn + 1) % KINDS.length;
    return kind;
  }

  /** The event's JSON up to the value. */
  byte[] head(Kind kind) {
    return heads[kind.ordinal()];
  }

  /**
   * What it measures.
   *
   * @param chance of this reading, of mean 0 and deviation 1
   * @return in the unit of the kind
   */
  double measure(Kind kind, long minute, double chance) {
    climate.at(minute);
    int place = kind.ordinal();
    double error = offsets[place] + DEVIATIONS[place] * chance;
    double real = climate.value(kind);
    return kind == Kind.LIGHT ? real * (1 + error) : real + error;
  }

  /** What is left of its battery, in percent. */
  double batteryLevel(long timeMicros) {
    return battery.level(timeMicros);
  }
}

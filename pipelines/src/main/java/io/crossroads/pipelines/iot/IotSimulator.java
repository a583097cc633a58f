package io.crossroads.pipelines.iot;

import io.crossroads.pipelines.simulate.Noise;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import io.crossroads.pipelines.simulate.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Twenty sensors in one weather: warm bright afternoons that are dry, fronts with clouds, damp and
 * low pressure, fog at the sea, work that warms the city from Monday to Friday. Every sensor
 * reports once in a round, one of its kinds after the other; the order changes from round to round.
 *
 * <p>Values are in the normal range of their kind, but for 5% that are flagged as anomalies: 1.5 to
 * 2.5 times its upper end, and humidity from 95 to 100%.
 */
final class IotSimulator implements Simulator {

  /** What one event in so many is. */
  private static final double ANOMALIES = 0.05;

  private static final double MICROS_PER_DAY = 86_400e6;
  private static final long MICROS_PER_MINUTE = 60_000_000;
  private static final byte[] ANOMALY = utf8(",\"is_anomaly\":true,\"battery_level\":");
  private static final byte[] NORMAL = utf8(",\"is_anomaly\":false,\"battery_level\":");
  private static final byte[][] UNITS =
      Kind.units().stream()
          .map(unit -> utf8(",\"unit\":\"" + unit + "\",\"timestamp\":"))
          .toArray(byte[][]::new);

  private final CitySensor[] sensors;
  private final Drift drift;
  private final SplittableRandom random;
  private final Utf8Buffer json = new Utf8Buffer();
  private long firstMicros = Long.MIN_VALUE;
  private int first;
  private int step;
  private int turn;

  /**
   * A simulator.
   *
   * @param drift of one sensor, from the time of the first event on
   */
  IotSimulator(long seed, Drift drift) {
    this.drift = drift;
    sensors = sensors(seed);
    random = new SplittableRandom(seed);
    turn = sensors.length;
  }

  private static CitySensor[] sensors(long seed) {
    Weather weather = new Weather(seed);
    CitySensor[] sensors = new CitySensor[(int) Site.sensors().count()];
    int number = 0;
    for (Site site : Site.values()) {
      Climate climate = new Climate(site, weather, seed);
      for (String id : site.sensorIds()) {
        sensors[number] = new CitySensor(id, number, site, climate, seed);
        number++;
      }
    }
    return sensors;
  }

  @Override
  public SimulatedEvent next(long timeMicros) {
    if (firstMicros == Long.MIN_VALUE) {
      firstMicros = timeMicros;
    }
    CitySensor sensor = nextSensor();
    Kind kind = sensor.nextKind();
    double chance = Noise.bell(random.nextLong());
    boolean anomaly = random.nextDouble() < ANOMALIES;
    double value = anomaly ? anomaly(kind) : usual(sensor, kind, timeMicros, chance);
    json.clear().raw(sensor.head(kind)).decimal(Math.round(value * 100), 2);
    json.raw(UNITS[kind.ordinal()]).time(timeMicros).raw(anomaly ? ANOMALY : NORMAL);
    json.decimal(Math.round(sensor.batteryLevel(timeMicros) * 10), 1).raw('}');
    return new SimulatedEvent(sensor.key(), json.toBytes());
  }

  /** Steps of a length that has no divisor in common with their number come to every sensor. */
  private CitySensor nextSensor() {
    if (turn == sensors.length) {
      turn = 0;
      first = random.nextInt(sensors.length);
      int[] steps = {1, 3, 7, 9, 11, 13, 17, 19};
      step = steps[random.nextInt(steps.length)];
    }
    return sensors[(first + turn++ * step) % sensors.length];
  }

  private double usual(CitySensor sensor, Kind kind, long timeMicros, double chance) {
    long minute = Math.floorDiv(timeMicros, MICROS_PER_MINUTE);
    double days = (timeMicros - firstMicros) / MICROS_PER_DAY;
    double value = sensor.measure(kind, minute, chance) + drift.after(days, sensor.id());
    return kind.normal().nearest(value * 1000) / 1000;
  }

  private double anomaly(Kind kind) {
    double part = random.nextDouble();
    return kind == Kind.HUMIDITY ? 95 + 5 * part : kind.normal().greatest() / 1000.0 * (1.5 + part);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.crossroads.pipelines.traffic;

import io.crossroads.pipelines.simulate.Noise;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import io.crossroads.pipelines.simulate.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Road traffic of a city: commuters in the morning and the evening of working days, calmer
 * weekends, incidents that turn rush hours into jams. Every sensor reports once in a round; the
 * order changes from round to round.
 *
 * <p>Speed is 10.00 to 100.00 km/h, density 0.00 to 100.00 %.
 */
final class TrafficSimulator implements Simulator {

  private static final long MICROS_PER_MINUTE = 60_000_000;
  private static final byte[] SPEED = ascii(",\"average_speed\":");
  private static final byte[] DENSITY = ascii(",\"traffic_density\":");

  private final Road[] roads;
  private final SplittableRandom random;
  private final Utf8Buffer json = new Utf8Buffer();
  private int turn;

  TrafficSimulator(long seed) {
    List<Sensor> sensors = Sensor.all();
    roads = new Road[sensors.size()];
    for (int place = 0; place < roads.length; place++) {
      roads[place] = new Road(sensors.get(place).id(), place, seed);
    }
    random = new SplittableRandom(seed);
  }

  @Override
  public SimulatedEvent next(long timeMicros) {
    Road road = nextRoad();
    road.at(Math.floorDiv(timeMicros, MICROS_PER_MINUTE));
    double crowd = Noise.bell(random.nextLong());
    double drivers = Noise.bell(random.nextLong());
    double density = road.density() + (1 + 0.03 * road.density()) * crowd;
    double speed = road.speed() * (1 - 0.03 * crowd + 0.05 * drivers);
    json.clear().raw(road.head()).time(timeMicros);
    json.raw(SPEED).decimal(hundredths(speed, 10, 100), 2);
    json.raw(DENSITY).decimal(hundredths(density, 0, 100), 2).raw('}');
    return new SimulatedEvent(road.key(), json.toBytes());
  }

  private Road nextRoad() {
    if (turn == roads.length) {
      turn = 0;
      int one = random.nextInt(roads.length);
      int other = random.nextInt(roads.length);
      Road moved = roads[one];
      roads[one] = roads[other];
      roads[other] = moved;
    }
    return roads[turn++];
  }

  /** In hundredths, folded back into the range at its ends so that no value piles up there. */
  private static long hundredths(double value, double least, double greatest) {
    double folded = value < least ? 2 * least - value : value;
    folded = folded > greatest ? 2 * greatest - folded : folded;
    return Math.round(Math.max(least, Math.min(greatest, folded)) * 100);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

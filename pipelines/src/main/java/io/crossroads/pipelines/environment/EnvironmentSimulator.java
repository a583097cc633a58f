package io.crossroads.pipelines.environment;

import io.crossroads.pipelines.simulate.Noise;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import io.crossroads.pipelines.simulate.Utf8Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The air in rooms: people come and go by hour and weekday and breathe out carbon dioxide, warmth
 * and moisture; the weather passes over a site; batteries drain and are replaced; ventilation,
 * cooling and sensors fail at times. The sensors report in turn.
 */
final class EnvironmentSimulator implements Simulator {

  private static final long MICROS_PER_MINUTE = 60_000_000;
  private static final byte[] TEMPERATURE = ascii(",\"temperature\":");
  private static final byte[] HUMIDITY = ascii(",\"humidity\":");
  private static final byte[] CO2 = ascii(",\"co2\":");
  private static final byte[] PRESSURE = ascii(",\"pressure\":");
  private static final byte[] BATTERY = ascii(",\"battery_level\":");
  private static final byte[] STATUS_OK = ascii(",\"status\":\"OK\"");
  private static final byte[] STATUS_FAULT = ascii(",\"status\":\"FAULT\"");

  private final RoomAir[] rooms;
  private final SplittableRandom random;
  private final Utf8Buffer json = new Utf8Buffer();
  private int turn;

  EnvironmentSimulator(long seed) {
    List<Room> all = Room.all();
    List<String> sites = Room.sites();
    rooms = new RoomAir[all.size()];
    for (int place = 0; place < rooms.length; place++) {
      Room room = all.get(place);
      rooms[place] = new RoomAir(room, new Weather(seed, sites.indexOf(room.site())), place, seed);
    }
    random = new SplittableRandom(seed);
  }

  @Override
  public SimulatedEvent next(long timeMicros) {
    RoomAir room = rooms[turn];
    turn = (turn + 1) % rooms.length;
    room.at(Math.floorDiv(timeMicros, MICROS_PER_MINUTE));
    json.clear().raw(room.head()).time(timeMicros);
    if (!room.silent()) {
      json.raw(TEMPERATURE).decimal(rounded(room.temperature() + noise(0.08), 2), 2);
      json.raw(HUMIDITY).decimal(rounded(within(room.humidity() + noise(0.4), 0, 100), 1), 1);
      json.raw(CO2).decimal(rounded(Math.max(380, room.co2() + noise(7)), 0), 0);
      json.raw(PRESSURE).decimal(rounded(room.pressure() + noise(0.1), 1), 1);
    }
    json.raw(BATTERY).decimal(rounded(room.battery(), 1), 1);
    json.raw(room.faulty() ? STATUS_FAULT : STATUS_OK).raw(room.tail());
    return new SimulatedEvent(room.key(), json.toBytes());
  }

  private double noise(double deviation) {
    return deviation * Noise.bell(random.nextLong());
  }

  private static double within(double value, double least, double greatest) {
    return Math.max(least, Math.min(greatest, value));
  }

  private static long rounded(double value, int scale) {
    return Math.round(value * (scale == 0 ? 1 : scale == 1 ? 10 : 100));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

package io.crossroads.pipelines.environment;

import io.crossroads.pipelines.simulate.Noise;
import io.crossroads.pipelines.simulate.WeekRhythm;
import java.nio.charset.StandardCharsets;

/** The state of the air in one room, worked out once a minute. For one thread. */
final class RoomAir {

  private static final double MINUTES_PER_DAY = 24 * 60;
  private static final int MINUTES_AHEAD_OF_UTC = 60;
  private static final double FRESH_CO2 = 420;

  /** Minutes that the air of a room remembers who breathed in it. */
  private static final int[] MEMORY = {0, 15, 30, 45};

  /** Share of a room's seats that are taken, from 0:00 on. */
  private static final WeekRhythm PEOPLE =
      new WeekRhythm(
          new double[] {
            0, 0, 0, 0, 0, 0, 0.02, 0.1, 0.45, 0.8, 0.9, 0.85, 0.4, 0.5, 0.85, 0.9, 0.8, 0.5, 0.25,
            0.1, 0.04, 0.02, 0, 0
          },
          new double[] {
            0, 0, 0, 0, 0, 0, 0, 0.02, 0.08, 0.15, 0.2, 0.15, 0.05, 0.02, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0
          },
          new double[24]);

  private final byte[] key;
  private final byte[] head;
  private final byte[] tail;
  private final Room.Kind kind;
  private final Weather weather;
  private final Noise seats;
  private final Noise drift;
  private final Noise sensor;
  private final Noise equipment;
  private final double batteryDays;
  private final double batteryAge;
  private long minute = Long.MIN_VALUE;
  private double temperature;
  private double humidity;
  private double co2;
  private double pressure;
  private double battery;
  private boolean faulty;
  private boolean silent;

  RoomAir(Room room, Weather weather, int place, long seed) {
    this.weather = weather;
    kind = room.kind();
    key = room.sensor().getBytes(StandardCharsets.UTF_8);
    head =
        ("{\"sensor_id\":\"" + room.sensor() + "\",\"timestamp\":")
            .getBytes(StandardCharsets.UTF_8);
    String coordinates =
        room.place()
            .map(at -> ",\"latitude\":" + at.latitude() + ",\"longitude\":" + at.longitude())
            .orElse("");
    tail =
        (",\"site\":\"" + room.site() + "\"" + coordinates + "}").getBytes(StandardCharsets.UTF_8);
    seats = new Noise(seed, 4L * place);
    drift = new Noise(seed, 4L * place + 1);
    sensor = new Noise(seed, 4L * place + 2);
    equipment = new Noise(seed, 4L * place + 3);
    batteryDays = 24 + 20 * drift.uniform(-1);
    batteryAge = batteryDays * drift.uniform(-2);
  }

  /** Moves to a minute, counted from the epoch. */
  void at(long newMinute) {
    if (newMinute != minute) {
      minute = newMinute;
      refresh();
    }
  }

  private void refresh() {
    double people = 0;
    for (int ago : MEMORY) {
      people += people(minute - ago) / MEMORY.length;
    }
    boolean servers = kind == Room.Kind.SERVERS;
    double stale = servers ? 0 : Breakdown.OF_VENTILATION.progress(equipment, minute);
    double hot = servers ? Breakdown.OF_COOLING.progress(equipment, minute) : 0;
    double slow = drift.smooth(minute / 180.0);
    co2 = FRESH_CO2 + 25 * slow + 520 * people * (1 + 3.5 * stale);
    double heat = (servers ? 2.5 : 1.8 * people) + 20 * StrictMath.sqrt(hot);
    temperature = 20.6 + 0.14 * (weather.temperature(minute) - 18.5) + 0.5 * slow + heat;
    humidity = 49 + 13 * weather.damp(minute) + 6 * people - 1.1 * (temperature - 21);
    pressure = weather.pressure(minute);
    double age = minute / MINUTES_PER_DAY + batteryAge;
    battery = 100 - 84 * (age / batteryDays - Math.floor(age / batteryDays));
    faulty = Breakdown.OF_SENSOR.progress(sensor, minute) > 0;
    silent = faulty && sensor.uniform(-1 - Math.floorDiv(minute, 8 * 60)) < 0.5;
  }

  /** Share of the seats that are taken, over 1 where people stand. */
  private double people(long at) {
    double usual = PEOPLE.at(at + MINUTES_AHEAD_OF_UTC);
    return switch (kind) {
      case OFFICE -> usual * (0.85 + 0.25 * seats.smooth(at / 300.0));
      case LABORATORY -> 0.6 * usual * (0.8 + 0.4 * seats.smooth(at / 200.0));
      case MEETING -> usual * Math.max(0, 0.7 + 1.1 * seats.smooth(at / 50.0));
      case SERVERS -> 0.05 * usual;
    };
  }

  byte[] key() {
    return key;
  }

  /** The event's JSON up to the time's value. */
  byte[] head() {
    return head;
  }

  /** The event's JSON behind the status. */
  byte[] tail() {
    return tail;
  }

  /** Celsius. */
  double temperature() {
    return temperature;
  }

  /** %. */
  double humidity() {
    return humidity;
  }

  /** ppm. */
  double co2() {
    return co2;
  }

  /** hPa. */
  double pressure() {
    return pressure;
  }

  /** %; replaced at 16. */
  double battery() {
    return battery;
  }

  /** Whether the sensor reports a fault. */
  boolean faulty() {
    return faulty;
  }

  /** Whether it is so broken that it measures nothing. */
  boolean silent() {
    return silent;
  }
}

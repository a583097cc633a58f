package io.crossroads.pipelines.traffic;

import io.crossroads.pipelines.simulate.Noise;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;

/** The state of the road under one sensor, worked out once a minute. For one thread. */
final class Road {

  private static final int MINUTES_PER_DAY = 24 * 60;
  private static final double JAM_DENSITY = 106;

  private final byte[] key;
  private final byte[] head;
  private final RoadProfile profile;
  private final Noise incidents;
  private final Noise days;
  private final Noise drift;
  private long minute = Long.MIN_VALUE;
  private double density;
  private double speed;

  Road(String sensor, int place, long seed) {
    key = sensor.getBytes(StandardCharsets.UTF_8);
    head = ("{\"sensor_id\":\"" + sensor + "\",\"timestamp\":").getBytes(StandardCharsets.UTF_8);
    profile = RoadProfile.of(place);
    incidents = new Noise(seed, 3L * place);
    days = new Noise(seed, 3L * place + 1);
    drift = new Noise(seed, 3L * place + 2);
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
    double hour = (minute - day * MINUTES_PER_DAY) / 60.0;
    DayOfWeek weekday = DayOfWeek.of((int) Math.floorMod(day + 3, 7L) + 1);
    double usual = profile.density(weekday, hour) * (1 + 0.08 * days.smooth(day));
    double incident = Incident.strengthAt(incidents, minute);
    double drifting = 1 + 0.07 * drift.smooth(minute / 14.0) + 0.06 * drift.smooth(-minute / 65.0);
    density = Math.min(96, usual * drifting + incident * (12 + 0.3 * usual));
    double filled = StrictMath.pow(density / JAM_DENSITY, 1.6);
    speed = profile.freeSpeed() * (1 - filled) * (1 - 0.55 * incident);
  }

  byte[] key() {
    return key;
  }

  /** The event's JSON up to the time's value. */
  byte[] head() {
    return head;
  }

  /** % of the road that vehicles cover in this minute. */
  double density() {
    return density;
  }

  /** Mean speed in km/h in this minute. */
  double speed() {
    return speed;
  }
}

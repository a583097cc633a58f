package io.crossroads.pipelines.iot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A simulated reading, decoded. */
record Reading(
    String sensor,
    Kind kind,
    String location,
    double value,
    LocalDateTime time,
    boolean flagged,
    boolean detected,
    double battery) {

  /** A Monday. */
  static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

  static final int PER_DAY = 43_200;

  /** Readings of a number of days, one every two seconds. */
  static List<Reading> ofDays(int days, Simulator simulator) {
    Readings readings = new Readings();
    List<Reading> all = new ArrayList<>(days * PER_DAY);
    for (int i = 0; i < days * PER_DAY; i++) {
      long time = (START.getEpochSecond() + 2L * i) * 1_000_000;
      SimulatedEvent event = simulator.next(time);
      assertEquals(
          "",
          readings.rejection(event.value(), time),
          () -> new String(event.value(), StandardCharsets.UTF_8));
      assertEquals(readings.text("sensor_id"), new String(event.key(), StandardCharsets.UTF_8));
      assertEquals(time, readings.number("timestamp"));
      all.add(of(readings));
    }
    return all;
  }

  private static Reading of(Readings decoded) {
    long seconds = decoded.number("timestamp") / 1_000_000;
    return new Reading(
        decoded.text("sensor_id"),
        Kind.values()[(int) decoded.number("sensor_type")],
        decoded.text("location"),
        decoded.number("value") / 1000.0,
        LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC),
        decoded.number("is_anomaly") == 1,
        decoded.number("anomaly") == 1,
        decoded.number("battery_level") / 1000.0);
  }

  boolean workday() {
    return time.getDayOfWeek().getValue() <= 5;
  }
}

package io.crossroads.pipelines.traffic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TrafficSimulatorTest {

  /** A Monday. */
  private static final long START = micros("2026-01-05T00:00:00Z");

  private static final long SECOND = 1_000_000;
  private static final int STEP_SECONDS = 3;
  private static final int TWO_WEEKS = 14 * 86_400 / STEP_SECONDS;

  private record Reading(String sensor, LocalDateTime time, double speed, double density) {
    boolean weekend() {
      return time.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0;
    }

    boolean rushHour() {
      int hour = time.getHour();
      return !weekend() && ((hour >= 7 && hour <= 9) || (hour >= 16 && hour <= 18));
    }
  }

  /** One event every three seconds, decoded. */
  private static List<Reading> twoWeeks;

  @BeforeAll
  static void simulate() {
    Pipeline traffic = Pipelines.named("traffic");
    Simulator simulator = traffic.simulators().apply(42);
    EventDecoder decoder = traffic.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    twoWeeks = new ArrayList<>(TWO_WEEKS);
    for (int i = 0; i < TWO_WEEKS; i++) {
      long time = START + i * STEP_SECONDS * SECOND;
      SimulatedEvent event = simulator.next(time);
      assertTrue(
          decoder.decode(event.value(), 0, event.value().length, time, row),
          () -> new String(event.value(), StandardCharsets.UTF_8));
      assertEquals(time, row.number(1));
      assertArrayEquals(event.key(), row.text(0).getBytes(StandardCharsets.UTF_8));
      LocalDateTime local = LocalDateTime.ofEpochSecond(time / SECOND, 0, ZoneOffset.UTC);
      twoWeeks.add(new Reading(row.text(0), local, row.number(2) / 100.0, row.number(3) / 100.0));
    }
  }

  @Test
  void anEventIsOneCompactObject() {
    String event = text(Pipelines.named("traffic").simulators().apply(42).next(START));
    assertTrue(
        event.matches(
            "\\{\"sensor_id\":\"S[1-5]\",\"timestamp\":\"2026-01-05T00:00:00\\.000Z\","
                + "\"average_speed\":\\d+\\.\\d\\d,\"traffic_density\":\\d+\\.\\d\\d}"),
        event);
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
    assertEquals(minute(5), minute(5));
    assertFalse(minute(5).equals(minute(6)));
  }

  @Test
  void valuesAreInTheRangesThatSensorsReport() {
    for (Reading reading : twoWeeks) {
      assertTrue(reading.speed() >= 10 && reading.speed() <= 100, reading::toString);
      assertTrue(reading.density() >= 0 && reading.density() <= 100, reading::toString);
    }
  }

  @Test
  void everySensorReportsOnceInARound() {
    for (int from = 0; from < 500; from += 5) {
      assertEquals(
          5, twoWeeks.subList(from, from + 5).stream().map(Reading::sensor).distinct().count());
    }
  }

  @Test
  void rushHoursAreDenserThanMiddayAndMiddayDenserThanNight() {
    double rush = density(Reading::rushHour);
    double midday = density(r -> !r.weekend() && r.time().getHour() == 11);
    double night = density(r -> r.time().getHour() >= 2 && r.time().getHour() < 5);
    assertTrue(rush > 1.3 * midday && midday > 3 * night, rush + " " + midday + " " + night);
  }

  @Test
  void weekendsHaveNoMorningRush() {
    Predicate<Reading> morning = reading -> reading.time().getHour() == 8;
    double workday = density(morning.and(reading -> !reading.weekend()));
    double weekend = density(morning.and(Reading::weekend));
    assertTrue(workday > 3 * weekend, workday + " " + weekend);
  }

  @Test
  void speedFallsAsDensityRises() {
    for (Sensor sensor : Sensor.all()) {
      List<Reading> readings =
          twoWeeks.stream().filter(reading -> reading.sensor().equals(sensor.id())).toList();
      double correlation = correlation(readings);
      assertTrue(correlation < -0.7, sensor.id() + " " + correlation);
    }
  }

  @Test
  void roadsAreCongestedNowAndThenAndMostlyInRushHours() {
    Map<String, List<Reading>> minutes = new HashMap<>();
    for (Reading reading : twoWeeks) {
      String minute = reading.sensor() + reading.time().withSecond(0);
      minutes.computeIfAbsent(minute, key -> new ArrayList<>()).add(reading);
    }
    List<List<Reading>> congested =
        minutes.values().stream()
            .filter(readings -> mean(readings, Reading::speed) < 25)
            .filter(readings -> mean(readings, Reading::density) > 70)
            .toList();
    long inRushHours = congested.stream().filter(readings -> readings.get(0).rushHour()).count();
    double share = (double) congested.size() / minutes.size();
    assertTrue(share > 0.001 && share < 0.03, "share of congested minutes " + share);
    assertTrue(inRushHours > 0.65 * congested.size(), inRushHours + " of " + congested.size());
  }

  @Test
  void aLateEventTellsOfTheSameIncident() {
    Simulator simulator = new TrafficSimulator(42);
    Map<String, List<Double>> inTime = speeds(simulator, START + 8 * 3600 * SECOND);
    speeds(simulator, START + 200 * 3600 * SECOND);
    Map<String, List<Double>> late = speeds(simulator, START + 8 * 3600 * SECOND);
    inTime.forEach(
        (sensor, speeds) -> assertEquals(mean(speeds), mean(late.get(sensor)), 3, sensor));
  }

  private static Map<String, List<Double>> speeds(Simulator simulator, long time) {
    Map<String, List<Double>> speeds = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      SimulatedEvent event = simulator.next(time);
      String sensor = new String(event.key(), StandardCharsets.UTF_8);
      String speed = text(event).replaceAll(".*average_speed\":([0-9.]+).*", "$1");
      speeds.computeIfAbsent(sensor, key -> new ArrayList<>()).add(Double.valueOf(speed));
    }
    return speeds;
  }

  private static double density(Predicate<Reading> when) {
    return mean(twoWeeks.stream().filter(when).map(Reading::density).toList());
  }

  private static double mean(List<Reading> readings, ToDoubleFunction<Reading> value) {
    return readings.stream().mapToDouble(value).average().orElseThrow();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double correlation(List<Reading> readings) {
    double speed = mean(readings, Reading::speed);
    double density = mean(readings, Reading::density);
    double both = mean(readings, r -> (r.speed() - speed) * (r.density() - density));
    double ofSpeed = mean(readings, r -> (r.speed() - speed) * (r.speed() - speed));
    double ofDensity = mean(readings, r -> (r.density() - density) * (r.density() - density));
    return both / Math.sqrt(ofSpeed * ofDensity);
  }

  private static String minute(long seed) {
    Simulator simulator = Pipelines.named("traffic").simulators().apply(seed);
    StringBuilder minute = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      minute.append(text(simulator.next(START + i * SECOND))).append('\n');
    }
    return minute.toString();
  }

  private static String text(SimulatedEvent event) {
    return new String(event.value(), StandardCharsets.UTF_8);
  }

  private static long micros(String time) {
    return Instant.parse(time).getEpochSecond() * 1_000_000;
  }
}

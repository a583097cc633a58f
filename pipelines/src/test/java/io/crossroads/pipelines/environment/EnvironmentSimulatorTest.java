package io.crossroads.pipelines.environment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EnvironmentSimulatorTest {

  /** A Monday. */
  private static final long START = micros("2026-03-02T00:00:00Z");

  private static final long STEP = 5_000_000;
  private static final int FOUR_WEEKS = 28 * 24 * 720;

  private record Reading(
      Room room,
      LocalDateTime time,
      boolean measured,
      boolean fault,
      double temperature,
      double humidity,
      double co2,
      double pressure,
      double battery) {
    boolean weekend() {
      return time.getDayOfWeek().getValue() > 5;
    }

    boolean atWork() {
      return !weekend() && time.getHour() >= 9 && time.getHour() < 16;
    }

    boolean extreme() {
      return measured && (temperature > 40 || temperature < 5 || co2 > 2000);
    }
  }

  /** A reading every five seconds, decoded. */
  private static List<Reading> readings;

  @BeforeAll
  static void simulate() {
    Pipeline pipeline = Environment.pipeline();
    Simulator simulator = pipeline.simulators().apply(42);
    EventDecoder decoder = pipeline.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    List<Room> rooms = Room.all();
    readings = new ArrayList<>(FOUR_WEEKS);
    for (int i = 0; i < FOUR_WEEKS; i++) {
      long time = START + i * STEP;
      SimulatedEvent event = simulator.next(time);
      assertTrue(
          decoder.decode(event.value(), 0, event.value().length, time, row),
          () -> text(event) + " " + row.rejection());
      Room room = rooms.get(i % rooms.size());
      assertEquals(room.sensor(), row.text(0), "in turn");
      assertEquals(room.site(), row.text(8));
      assertEquals(room.place().isPresent(), row.has(9));
      assertArrayEquals(room.sensor().getBytes(StandardCharsets.UTF_8), event.key());
      readings.add(
          new Reading(
              room,
              LocalDateTime.ofEpochSecond(time / 1_000_000, 0, ZoneOffset.UTC),
              row.has(2),
              row.text(7).equals("FAULT"),
              row.number(2) / 100.0,
              row.number(3) / 100.0,
              row.number(4) / 100.0,
              row.number(5) / 100.0,
              row.number(6) / 100.0));
    }
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    assertEquals(minute(7), minute(7));
    assertFalse(minute(7).equals(minute(8)));
  }

  @Test
  void roomsFillOnWorkingDaysAndEmptyAtNight() {
    Predicate<Reading> office = reading -> reading.room().kind() == Room.Kind.OFFICE;
    double atWork = mean(office.and(Reading::atWork), Reading::co2);
    double atNight = mean(office.and(r -> r.time().getHour() < 5), Reading::co2);
    double onWeekends = mean(office.and(Reading::weekend), Reading::co2);
    assertTrue(atWork > 1.5 * atNight, atWork + " " + atNight);
    assertTrue(atWork > 1.5 * onWeekends, atWork + " " + onWeekends);
  }

  @Test
  void whoBreathesWarmsTheRoom() {
    List<Reading> office =
        readings.stream()
            .filter(r -> r.measured() && r.room().kind() == Room.Kind.OFFICE && !r.extreme())
            .toList();
    double correlation = correlation(office, Reading::co2, Reading::temperature);
    assertTrue(correlation > 0.5, "correlation " + correlation);
  }

  @Test
  void sensorsFailNowAndThenAndHalfOfTheFaultsMeasureNothing() {
    double faults = share(Reading::fault);
    double silent = share(reading -> !reading.measured());
    assertTrue(faults > 0.0005 && faults < 0.01, "share of faults " + faults);
    assertTrue(silent > 0.2 * faults && silent < 0.8 * faults, silent + " of " + faults);
    assertTrue(readings.stream().allMatch(reading -> reading.measured() || reading.fault()));
  }

  @Test
  void airIsStaleAtTimesAndSeldomExtreme() {
    double stale = share(reading -> reading.measured() && reading.co2() > 1000);
    double extreme = share(Reading::extreme);
    assertTrue(stale > 0.003 && stale < 0.06, "share of stale air " + stale);
    assertTrue(extreme > 0.0002 && extreme < 0.01, "share of extremes " + extreme);
    assertTrue(share(r -> r.measured() && r.temperature() > 40) > 0, "a hot server room");
    assertTrue(share(r -> r.measured() && r.co2() > 2000) > 0, "a room without air");
  }

  @Test
  void batteriesDrainAndAreReplaced() {
    assertTrue(readings.stream().allMatch(r -> r.battery() >= 15.9 && r.battery() <= 100));
    for (Room room : Room.all()) {
      List<Double> levels =
          readings.stream()
              .filter(reading -> reading.room().equals(room))
              .map(Reading::battery)
              .collect(Collectors.toList());
      int replaced = 0;
      for (int i = 1; i < levels.size(); i++) {
        replaced += levels.get(i) > levels.get(i - 1) ? 1 : 0;
      }
      assertTrue(replaced <= 2, room.sensor() + " was replaced " + replaced + " times");
    }
    assertTrue(share(reading -> reading.battery() < 20) > 0, "some are low");
  }

  @Test
  void theWeatherIsThatOfTheSite() {
    Predicate<Reading> inTangier = r -> r.room().site().equals("Tangier") && r.measured();
    double deviation =
        readings.stream()
            .filter(inTangier)
            .collect(Collectors.groupingBy(r -> r.time().withMinute(0).withSecond(0)))
            .values()
            .stream()
            .mapToDouble(hour -> spread(hour.stream().map(Reading::pressure).toList()))
            .max()
            .orElseThrow();
    assertTrue(deviation < 2, "rooms of a site differ by " + deviation + " hPa");
    assertTrue(
        spread(readings.stream().filter(inTangier).map(Reading::pressure).toList()) > 8,
        "it changes");
  }

  @Test
  void aLateReadingTellsOfTheSameAir() {
    Simulator simulator = new EnvironmentSimulator(42);
    long time = START + 10 * 3600 * 1_000_000L;
    double inTime = meanCo2(simulator, time);
    meanCo2(simulator, time + 100 * 3600 * 1_000_000L);
    assertEquals(inTime, meanCo2(simulator, time), 3);
  }

  private static double meanCo2(Simulator simulator, long time) {
    double sum = 0;
    for (int i = 0; i < 1200; i++) {
      String event = text(simulator.next(time));
      sum +=
          event.contains("co2")
              ? Double.parseDouble(event.replaceAll(".*\"co2\":([0-9.]+).*", "$1"))
              : 0;
    }
    return sum / 1200;
  }

  private static double share(Predicate<Reading> when) {
    return (double) readings.stream().filter(when).count() / readings.size();
  }

  private static double mean(Predicate<Reading> when, ToDoubleFunction<Reading> value) {
    return readings.stream()
        .filter(when.and(Reading::measured))
        .mapToDouble(value)
        .average()
        .orElseThrow();
  }

  private static double spread(List<Double> values) {
    return values.stream().mapToDouble(v -> v).max().orElseThrow()
        - values.stream().mapToDouble(v -> v).min().orElseThrow();
  }

  private static double correlation(
      List<Reading> some, ToDoubleFunction<Reading> one, ToDoubleFunction<Reading> other) {
    double meanOne = some.stream().mapToDouble(one).average().orElseThrow();
    double meanOther = some.stream().mapToDouble(other).average().orElseThrow();
    double both = 0;
    double ofOne = 0;
    double ofOther = 0;
    for (Reading reading : some) {
      double x = one.applyAsDouble(reading) - meanOne;
      double y = other.applyAsDouble(reading) - meanOther;
      both += x * y;
      ofOne += x * x;
      ofOther += y * y;
    }
    return both / Math.sqrt(ofOne * ofOther);
  }

  private static String minute(long seed) {
    Simulator simulator = Environment.pipeline().simulators().apply(seed);
    StringBuilder minute = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      minute.append(text(simulator.next(START + i * 500_000L))).append('\n');
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

package io.crossroads.pipelines.iot;

import static java.util.stream.Collectors.averagingDouble;
import static java.util.stream.Collectors.groupingBy;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IotSimulatorTest {

  private static final int SENSORS = 20;
  private static final int DAYS = 28;

  private static List<Reading> fourWeeks;

  @BeforeAll
  static void simulate() {
    fourWeeks = Reading.ofDays(DAYS, new IotSimulator(42, Drift.NONE));
  }

  @Test
  void anEventIsOneCompactObject() {
    String event = text(new IotSimulator(42, Drift.NONE), Reading.START.getEpochSecond());
    assertTrue(
        event.matches(
            "\\{\"sensor_id\":\"SENSOR_0[012]\\d\",\"sensor_type\":\"[a-z]+\","
                + "\"location\":\"Tangier-[A-Za-z-]+\",\"value\":\\d+\\.\\d\\d,"
                + "\"unit\":\"(\u00b0C|%|hPa|lux)\",\"timestamp\":\"2026-03-02T00:00:00\\.000Z\","
                + "\"is_anomaly\":(true|false),\"battery_level\":\\d+\\.\\d}"),
        event);
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() {
    assertEquals(hour(new IotSimulator(5, Drift.NONE)), hour(new IotSimulator(5, Drift.NONE)));
    assertEquals(hour(new IotSimulator(5, Drift.NONE)), hour(Readings.IOT.simulators().apply(5)));
    assertNotEquals(hour(new IotSimulator(5, Drift.NONE)), hour(new IotSimulator(6, Drift.NONE)));
  }

  @Test
  void fourSensorsAreAtEachOfFivePlacesAndReportOnceInARound() {
    Map<String, Set<String>> sensors = new TreeMap<>();
    for (int from = 0; from < 100 * SENSORS; from += SENSORS) {
      List<Reading> round = fourWeeks.subList(from, from + SENSORS);
      assertEquals(SENSORS, round.stream().map(Reading::sensor).distinct().count());
      round.forEach(
          r -> sensors.computeIfAbsent(r.location(), place -> new HashSet<>()).add(r.sensor()));
    }
    assertEquals(5, sensors.size());
    sensors.forEach((place, four) -> assertEquals(4, four.size(), place));
    assertTrue(sensors.get("Tangier-Centre").contains("SENSOR_001"));
  }

  @Test
  void aSensorReportsItsKindsInTurn() {
    for (String sensor : List.of("SENSOR_001", "SENSOR_010", "SENSOR_020")) {
      List<Reading> own = only(r -> r.sensor().equals(sensor));
      for (int i = 4; i < 1000; i++) {
        assertEquals(4, own.subList(i - 4, i).stream().map(Reading::kind).distinct().count());
        assertEquals(own.get(i - 4).kind(), own.get(i).kind());
      }
    }
  }

  @Test
  void fiveInAHundredAreFlaggedAndFarAboveTheNormalRange() {
    for (Kind kind : Kind.values()) {
      List<Reading> ofKind = only(r -> r.kind() == kind);
      double share = ofKind.stream().filter(Reading::flagged).count() / (double) ofKind.size();
      assertEquals(0.05, share, 0.002, kind.label());
      double top = kind.normal().greatest() / 1000.0;
      double least = kind == Kind.HUMIDITY ? 95 : top * 1.5;
      double most = kind == Kind.HUMIDITY ? 100 : top * 2.5;
      double step = (most - least) / 50;
      List<Double> values = ofKind.stream().filter(Reading::flagged).map(Reading::value).toList();
      assertEquals(least, values.stream().min(Double::compare).orElseThrow(), step);
      assertEquals(most, values.stream().max(Double::compare).orElseThrow(), step);
      assertTrue(values.stream().allMatch(v -> v >= least && v <= most), kind.label());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theNormalRangeFindsWhatIsFlaggedAndNothingElse(long seed) {
    List<Reading> week = Reading.ofDays(7, new IotSimulator(seed, Drift.NONE));
    double both = week.stream().filter(r -> r.flagged() && r.detected()).count();
    double precision = both / week.stream().filter(Reading::detected).count();
    double recall = both / week.stream().filter(Reading::flagged).count();

    assertTrue(precision >= 0.99, "precision " + precision);
    assertTrue(recall >= 0.99, "recall " + recall);
  }

  @Test
  void normalReadingsAreSeldomNearALimit() {
    for (Kind kind : Kind.values()) {
      Range normal = kind.normal();
      double near = normal.width() / 20_000.0;
      List<Reading> usual = only(r -> r.kind() == kind && !r.flagged());
      double high =
          usual.stream().filter(r -> r.value() >= normal.greatest() / 1000.0 - near).count();
      assertTrue(high / usual.size() < 0.03, kind + " " + high / usual.size());
    }
  }

  @Test
  void batteriesDrainUntilTheyAreReplaced() {
    int replaced = 0;
    for (String sensor : Site.sensors().toList()) {
      double before = 100;
      for (Reading reading : only(r -> r.sensor().equals(sensor))) {
        assertTrue(reading.battery() >= 0 && reading.battery() <= 100, reading::toString);
        if (reading.battery() > before) {
          assertTrue(before < 40 && reading.battery() > 99, reading::toString);
          replaced++;
        }
        before = reading.battery();
      }
    }
    assertTrue(replaced >= SENSORS / 4 && replaced <= 2 * SENSORS, "replaced " + replaced);
    double low = only(r -> r.battery() < 30).size() / (double) fourWeeks.size();
    assertTrue(low > 0.03 && low < 0.3, "share of low batteries " + low);
  }

  @Test
  void afternoonsAreWarmBrightAndDry() {
    assertTrue(
        mean(Kind.TEMPERATURE, r -> hour(r) == 14) > 4 + mean(Kind.TEMPERATURE, r -> hour(r) == 4));
    assertTrue(
        mean(Kind.HUMIDITY, r -> hour(r) == 14) < mean(Kind.HUMIDITY, r -> hour(r) == 4) - 5);
    assertTrue(mean(Kind.LIGHT, r -> hour(r) == 12) > 20_000);
    assertTrue(mean(Kind.LIGHT, r -> hour(r) < 4) < 200);
  }

  @Test
  void workWarmsTheIndustrialZoneMoreThanTheUniversity() {
    double extra =
        weekdaySurplus("Tangier-Zone-Industrielle") - weekdaySurplus("Tangier-Universite");

    assertTrue(extra > 0.3, "degrees " + extra);
  }

  private static double weekdaySurplus(String place) {
    Predicate<Reading> noon = r -> r.location().equals(place) && hour(r) == 13;
    return mean(Kind.TEMPERATURE, noon.and(Reading::workday))
        - mean(Kind.TEMPERATURE, noon.and(r -> !r.workday()));
  }

  @Test
  void kindsAtAPlaceAreCorrelated() {
    for (Site site : Site.values()) {
      assertTrue(correlation(site, Kind.TEMPERATURE, Kind.LIGHT) > 0.4, site.label());
      assertTrue(correlation(site, Kind.TEMPERATURE, Kind.HUMIDITY) < -0.4, site.label());
      assertTrue(correlation(site, Kind.PRESSURE, Kind.HUMIDITY) < -0.25, site.label());
    }
  }

  private static double correlation(Site site, Kind one, Kind other) {
    Map<LocalDateTime, Double> ones = hourlyMeans(site, one);
    Map<LocalDateTime, Double> others = hourlyMeans(site, other);
    double mean = ones.values().stream().mapToDouble(v -> v).average().orElseThrow();
    double otherMean = others.values().stream().mapToDouble(v -> v).average().orElseThrow();
    double both = 0;
    double squares = 0;
    double otherSquares = 0;
    for (LocalDateTime hour : ones.keySet()) {
      double a = ones.get(hour) - mean;
      double b = others.get(hour) - otherMean;
      both += a * b;
      squares += a * a;
      otherSquares += b * b;
    }
    return both / Math.sqrt(squares * otherSquares);
  }

  private static Map<LocalDateTime, Double> hourlyMeans(Site site, Kind kind) {
    return only(r -> r.kind() == kind && r.location().equals(site.label()) && !r.flagged()).stream()
        .collect(
            groupingBy(
                r -> r.time().truncatedTo(ChronoUnit.HOURS), averagingDouble(Reading::value)));
  }

  @Test
  void aLateEventTellsOfTheSameWeatherAndTheSameBatteries() {
    Simulator simulator = new IotSimulator(42, Drift.NONE);
    long noon = Reading.START.getEpochSecond() + 12 * 3600;
    Map<String, Double> inTime = pressures(simulator, noon);
    pressures(simulator, noon + 200 * 3600);
    Map<String, Double> late = pressures(simulator, noon);

    inTime.forEach((sensor, hpa) -> assertEquals(hpa, late.get(sensor), 0.5, sensor));
  }

  private static Map<String, Double> pressures(Simulator simulator, long second) {
    return IntStream.range(0, 2000)
        .mapToObj(i -> text(simulator, second))
        .filter(json -> json.contains("pressure") && json.contains("\"is_anomaly\":false"))
        .collect(
            groupingBy(
                json -> json.replaceAll(".*(SENSOR_\\d+).*", "$1"),
                averagingDouble(
                    json -> Double.parseDouble(json.replaceAll(".*value\":([0-9.]+).*", "$1")))));
  }

  @Test
  void oneSensorDriftsInsideTheNormalRangeAndTheOthersDoNot() {
    List<Reading> drifted =
        Reading.ofDays(DAYS, new IotSimulator(42, Drift.parse("SENSOR_007:1.5")));
    for (int i = 0; i < drifted.size(); i++) {
      Reading usual = fourWeeks.get(i);
      Reading moved = drifted.get(i);
      if (!usual.sensor().equals("SENSOR_007") || usual.flagged()) {
        assertEquals(usual, moved);
        continue;
      }
      double days = ChronoUnit.SECONDS.between(fourWeeks.get(0).time(), usual.time()) / 86_400.0;
      double top = usual.kind().normal().greatest() / 1000.0;
      assertEquals(Math.min(top, usual.value() + 1.5 * days), moved.value(), 0.011);
    }
  }

  private static List<Reading> only(Predicate<Reading> which) {
    return fourWeeks.stream().filter(which).toList();
  }

  private static int hour(Reading reading) {
    return reading.time().getHour();
  }

  private static double mean(Kind kind, Predicate<Reading> which) {
    return fourWeeks.stream()
        .filter(which.and(r -> r.kind() == kind && !r.flagged()))
        .mapToDouble(Reading::value)
        .average()
        .orElseThrow();
  }

  private static String hour(Simulator simulator) {
    StringBuilder hour = new StringBuilder();
    for (int i = 0; i < 1800; i++) {
      hour.append(text(simulator, Reading.START.getEpochSecond() + 2L * i)).append('\n');
    }
    return hour.toString();
  }

  private static String text(Simulator simulator, long second) {
    SimulatedEvent event = simulator.next(second * 1_000_000);
    return new String(event.value(), StandardCharsets.UTF_8);
  }
}

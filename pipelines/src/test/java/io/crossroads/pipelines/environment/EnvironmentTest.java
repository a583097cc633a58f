package io.crossroads.pipelines.environment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.pipelines.rollup.Conditions;
import io.crossroads.pipelines.rollup.ConditionsOnEvent;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.WindowStarts;
import io.crossroads.pipelines.schema.EventSchema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What becomes of a reading: a row with its alerts, or a reason why it is none. */
class EnvironmentTest {

  private static final long NOW = micros("2025-09-18T08:00:00Z");

  private final Pipeline pipeline = Environment.pipeline();
  private final EventSchema schema = pipeline.schema();
  private final EventDecoder decoder = pipeline.decoder(Limits.DEFAULT);
  private final EventRow row = decoder.newRow();

  /** A reading that nothing is wrong with, but for some members; null leaves one out. */
  private String read(String... changes) {
    Map<String, String> members = new LinkedHashMap<>();
    members.put("sensor_id", "\"ENV-07\"");
    members.put("timestamp", "\"2025-09-18T07:30:00Z\"");
    members.put("temperature", "19.75");
    members.put("humidity", "51");
    members.put("co2", "702.5");
    members.put("pressure", "1009.8");
    members.put("battery_level", "64");
    members.put("status", "\"OK\"");
    members.put("site", "\"Rabat\"");
    members.put("latitude", "34.02072");
    members.put("longitude", "-6.84191");
    for (int i = 0; i < changes.length; i += 2) {
      members.put(changes[i], changes[i + 1]);
    }
    return decode(
        members.entrySet().stream()
            .filter(member -> member.getValue() != null)
            .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
            .collect(Collectors.joining(",", "{", "}")));
  }

  private String decode(String text) {
    byte[] record = text.getBytes(StandardCharsets.UTF_8);
    decoder.decode(record, 0, record.length, NOW, row);
    return row.rejection().map(Rejection::toString).orElse("");
  }

  private long number(String column) {
    return row.number(schema.indexOf(column));
  }

  private boolean has(String column) {
    return row.has(schema.indexOf(column));
  }

  /** The alerts that a reading counts for, with their severity. */
  private List<String> alerts(String... changes) {
    assertEquals("", read(changes));
    return pipeline.alerts().stream()
        .map(Alert.OnReading.class::cast)
        .filter(alert -> alert.unless().isEmpty() || !holds(alert.unless()))
        .flatMap(
            alert ->
                alert.levels().stream()
                    .filter(level -> holds(level.when()))
                    .map(level -> alert.name() + " " + level.severity()))
        .toList();
  }

  private boolean holds(Conditions conditions) {
    return new ConditionsOnEvent(conditions, schema).test(row);
  }

  @Test
  void aReadingHasItsMeasuresAtTheirScale() {
    assertEquals("", read("temperature", "19.7549999", "humidity", "99.9", "co2", "0.15"));
    assertEquals(1975, number("temperature"));
    assertEquals(9990, number("humidity"));
    assertEquals(15, number("co2"), "a sensor that warms up");
    assertEquals(micros("2025-09-18T07:30:00Z"), number("timestamp"));
    assertEquals("", read("timestamp", "\"2025-09-18 07:30:00\""));
    assertEquals(micros("2025-09-18T07:30:00Z"), number("timestamp"), "in UTC without an offset");
  }

  @Test
  void onlyASensorInAFaultMayLackMeasures() {
    for (String measure : List.of("temperature", "humidity", "co2", "pressure", "battery_level")) {
      assertEquals("missing (" + measure + ")", read(measure, null), "left out");
      assertEquals("missing (" + measure + ")", read(measure, "null"));
      assertEquals("", read("status", "\"FAULT\"", measure, null));
      assertEquals(false, has(measure));
    }
    assertEquals("missing (humidity)", read("humidity", null, "co2", null), "the first of them");
    assertEquals(
        "",
        read(
            "status",
            "\"FAULT\"",
            "temperature",
            null,
            "humidity",
            null,
            "co2",
            null,
            "pressure",
            null));
    assertEquals("out_of_range (co2)", read("status", "\"FAULT\"", "co2", "65535"));
  }

  @Test
  void aStatusIsOneOfTwoWords() {
    for (String status : List.of("\"fault\"", "\"FAULT \"", "\"BROKEN\"")) {
      assertEquals("out_of_range (status)", read("status", status));
    }
    assertEquals("wrong_type (status)", read("status", "1"));
    assertEquals("missing (status)", read("status", "null"));
  }

  @Test
  void whatNoInstrumentMeasuresIsOutOfRange() {
    assertEquals("", read("co2", "0"));
    assertEquals("", read("co2", "10000"));
    assertEquals("out_of_range (co2)", read("co2", "-1"));
    assertEquals("out_of_range (co2)", read("co2", "65535"));
    assertEquals("out_of_range (pressure)", read("pressure", "100980"), "in Pa");
    assertEquals("out_of_range (humidity)", read("humidity", "100.01"));
    assertEquals("out_of_range (temperature)", read("temperature", "-127"));
    assertEquals("out_of_range (battery_level)", read("battery_level", "255"));
    assertEquals("wrong_type (temperature)", read("temperature", "\"19.75\""));
    assertEquals("wrong_type (temperature)", read("temperature", "\"unknown\""));
    assertEquals("not_json", read("temperature", "unknown"));
    assertEquals("wrong_type (sensor_id)", read("sensor_id", "7"));
    assertEquals("missing (sensor_id)", decode("{\"id\":7,\"values\":[{\"co2\":\"702\"}]}"));
  }

  @Test
  void aPlaceIsOnTheEarthAndWhole() {
    assertEquals("", read("latitude", "-90", "longitude", "180"));
    assertEquals("", read("latitude", "0", "longitude", "0"));
    assertEquals("", read("latitude", "34.020720000000004"));
    assertEquals(34_020_720, number("latitude"), "six digits");
    assertEquals("out_of_range (latitude)", read("latitude", "-200", "longitude", "-200"));
    assertEquals("out_of_range (latitude)", read("latitude", "90.000001"));
    assertEquals("out_of_range (longitude)", read("longitude", "353.15809"));
    assertEquals("wrong_type (latitude)", read("latitude", "\"34.02\""));
    assertEquals("", read("latitude", null, "longitude", "null"));
    assertEquals(false, has("latitude"));
    assertEquals("missing (longitude)", read("longitude", null));
    assertEquals("missing (latitude)", read("latitude", "null"));
    assertEquals("missing (latitude)", read("latitude", null, "status", "\"FAULT\""));
  }

  @Test
  void aSiteIsOneThatIsDeclared() {
    assertEquals(List.of("Tangier", "Rabat", "Casablanca"), Room.sites());
    assertEquals("unknown_reference (site)", read("site", "\"rabat\""));
    assertEquals("unknown_reference (site)", read("site", "\"Fes\""));
    assertEquals("missing (site)", read("site", "null"));
  }

  @Test
  void alertsBeginBeyondTheirLimits() {
    assertEquals(List.of(), alerts("temperature", "5"));
    assertEquals(List.of(), alerts("temperature", "40"));
    assertEquals(List.of("extreme HIGH"), alerts("temperature", "4.99"));
    assertEquals(List.of("extreme HIGH"), alerts("temperature", "40.01"));
    assertEquals(List.of(), alerts("co2", "1000"));
    assertEquals(List.of("warning MEDIUM"), alerts("co2", "1000.01"));
    assertEquals(List.of("warning MEDIUM"), alerts("co2", "2000"));
    assertEquals(List.of(), alerts("humidity", "20", "battery_level", "20"));
    assertEquals(List.of(), alerts("humidity", "80"));
    assertEquals(List.of("warning MEDIUM"), alerts("humidity", "19.99"));
    assertEquals(List.of("warning MEDIUM"), alerts("humidity", "80.01"));
    assertEquals(List.of("warning LOW"), alerts("battery_level", "19.99"));
    assertEquals(List.of("fault MEDIUM"), alerts("status", "\"FAULT\""));
  }

  @Test
  void whatIsExtremeIsNoWarningToo() {
    assertEquals(List.of("extreme HIGH"), alerts("co2", "2000.01", "battery_level", "3"));
    assertEquals(
        List.of("extreme HIGH", "fault MEDIUM"),
        alerts("temperature", "41", "humidity", "9", "status", "\"FAULT\""));
  }

  @Test
  void whatIsNotMeasuredRaisesNothing() {
    assertEquals(
        List.of("fault MEDIUM"),
        alerts(
            "status",
            "\"FAULT\"",
            "temperature",
            null,
            "humidity",
            null,
            "co2",
            null,
            "battery_level",
            null));
  }

  @Test
  void theWindowsCountReadingsThatMeetAnyAlertAndThoseInAFault() {
    assertEquals(List.of("readings"), counted());
    assertEquals(List.of("readings", "alerts"), counted("humidity", "85"));
    assertEquals(List.of("readings", "alerts"), counted("battery_level", "7"));
    assertEquals(List.of("readings", "alerts"), counted("co2", "3000"));
    assertEquals(List.of("readings", "alerts", "faults"), counted("status", "\"FAULT\""));
  }

  private List<String> counted(String... changes) {
    assertEquals("", read(changes));
    return pipeline.rollups().get(0).measures().stream()
        .filter(measure -> measure.kind() == Measure.Kind.COUNT && holds(measure.where()))
        .map(Measure::name)
        .toList();
  }

  @Test
  void aReadingIsInFiveWindowsTheOneThatItBeginsAmongThem() {
    assertEquals(
        List.of("07:26:00", "07:27:00", "07:28:00", "07:29:00", "07:30:00"),
        windows("2025-09-18T07:30:00Z"));
    assertEquals(windows("2025-09-18T07:30:00Z"), windows("2025-09-18T07:30:59.999999Z"));
    assertEquals("07:31:00", windows("2025-09-18T07:31:00Z").get(4));
  }

  private List<String> windows(String time) {
    assertEquals("", read("timestamp", "\"" + time + "\""));
    WindowStarts starts = new WindowStarts(pipeline.rollups().get(0).window());
    return Arrays.stream(starts.of(number("timestamp")))
        .sorted()
        .mapToObj(start -> LocalTime.ofSecondOfDay(start / 1_000_000 % 86_400))
        .map(DateTimeFormatter.ISO_LOCAL_TIME::format)
        .toList();
  }

  private static long micros(String time) {
    return Instant.parse(time).getEpochSecond() * 1_000_000;
  }
}

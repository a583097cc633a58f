package io.crossroads.pipelines.iot;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.pipelines.schema.Field;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Decodes readings as both layers do. */
final class Readings {

  /** When the broker appends every record. */
  static final Instant APPENDED = Instant.parse("2026-03-02T10:00:05Z");

  static final Pipeline IOT = Iot.pipeline();

  private static final Map<String, Integer> COLUMNS =
      IOT.schema().columns().stream()
          .map(Field::name)
          .collect(Collectors.toMap(name -> name, IOT.schema()::indexOf));

  private final EventDecoder decoder = IOT.decoder(Limits.DEFAULT);
  private final EventRow row = decoder.newRow();

  /** A reading in the unit of its kind. */
  static String reading(Kind kind, String value) {
    return reading(kind.label(), value, kind.unit());
  }

  static String reading(String kind, String value, String unit) {
    return String.format(
        Locale.ROOT,
        "{\"sensor_id\":\"SENSOR_001\",\"sensor_type\":\"%s\",\"location\":\"Tangier-Centre\","
            + "\"value\":%s,\"unit\":\"%s\",\"timestamp\":\"2026-03-02T10:00:00Z\"}",
        kind,
        value,
        unit);
  }

  /** The same with a level of the battery. */
  static String withBattery(String level) {
    return reading(Kind.TEMPERATURE, "21.5").replace("}", ",\"battery_level\":" + level + "}");
  }

  /** Why a record is rejected; empty if it is not. */
  String rejection(String record) {
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    return rejection(bytes, APPENDED.toEpochMilli() * 1000);
  }

  String rejection(byte[] record, long appendTimeMicros) {
    decoder.decode(record, 0, record.length, appendTimeMicros, row);
    return row.rejection().map(Rejection::toString).orElse("");
  }

  /** The event of a record that is valid. */
  EventRow event(String record) {
    String why = rejection(record);
    if (!why.isEmpty()) {
      throw new AssertionError(why + ": " + record);
    }
    return row;
  }

  boolean has(String column) {
    return row.has(COLUMNS.get(column));
  }

  long number(String column) {
    return row.number(COLUMNS.get(column));
  }

  String text(String column) {
    return row.text(COLUMNS.get(column));
  }
}

package io.crossroads.pipelines.environment;

import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.decode.Rejection;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * What a reading is. Valid ranges are what instruments can measure: a carbon dioxide of 0 is a
 * sensor that warms up, one of 65535 is an error code.
 */
final class ReadingSchema {

  /** A sensor that works. */
  static final String OK = "OK";

  /** A sensor that does not; what it measures, it may leave out. */
  static final String FAULT = "FAULT";

  private static final List<String> STATES = List.of(OK, FAULT);

  private static final int FIRST_MEASURE = 2;
  private static final int LAST_MEASURE = 6;
  private static final int STATUS = 7;
  private static final int LATITUDE = 9;
  private static final int LONGITUDE = 10;

  private static final List<Field> FIELDS =
      List.of(
          Field.required("sensor_id", FieldType.text(64), "", "The sensor"),
          Field.required("timestamp", FieldType.time(), "", "When it was measured"),
          Field.optional(
              "temperature",
              FieldType.decimal(2, "-100", "150"),
              "Celsius",
              "Temperature of the air; absent only in a fault"),
          Field.optional(
              "humidity",
              FieldType.decimal(2, "0", "100"),
              "%",
              "Relative humidity; absent only in a fault"),
          Field.optional(
              "co2",
              FieldType.decimal(2, "0", "40000"),
              "ppm",
              "Carbon dioxide; absent only in a fault"),
          Field.optional(
              "pressure",
              FieldType.decimal(2, "300", "1100"),
              "hPa",
              "Pressure of the air; absent only in a fault"),
          Field.optional(
              "battery_level",
              FieldType.decimal(2, "0", "100"),
              "%",
              "What is left in the battery; absent only in a fault"),
          Field.required(
              "status", FieldType.oneOf(STATES), "", "Whether the sensor works, OK or FAULT"),
          Field.required("site", FieldType.reference(Room.sites()), "", "The building"),
          Field.optional(
              "latitude",
              FieldType.decimal(6, "-90", "90"),
              "degrees",
              "Where the sensor is, north positive; with longitude or not at all"),
          Field.optional(
              "longitude",
              FieldType.decimal(6, "-180", "180"),
              "degrees",
              "Where the sensor is, east positive; with latitude or not at all"));

  private ReadingSchema() {}

  static EventSchema schema() {
    return EventSchema.keyedBy("sensor_id", "timestamp", ZoneOffset.UTC, FIELDS)
        .withEntity("sensor_id")
        .withDerived(List.of(), (row, appendTimeMicros) -> lacking(row));
  }

  /** What a reading must have and has not: a measure of a sensor that works, half a place. */
  private static Optional<Rejection> lacking(EventRow row) {
    if (row.number(STATUS) == STATES.indexOf(OK)) {
      for (int measure = FIRST_MEASURE; measure <= LAST_MEASURE; measure++) {
        if (!row.has(measure)) {
          return missing(measure);
        }
      }
    }
    if (row.has(LATITUDE) == row.has(LONGITUDE)) {
      return Optional.empty();
    }
    return missing(row.has(LATITUDE) ? LONGITUDE : LATITUDE);
  }

  private static Optional<Rejection> missing(int column) {
    return Optional.of(new Rejection(Reason.MISSING, FIELDS.get(column).name()));
  }
}

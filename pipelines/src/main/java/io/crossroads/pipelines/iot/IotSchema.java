package io.crossroads.pipelines.iot;

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
 * What a reading is. Its unit must be that of its kind, and its value one that the kind can have;
 * whether it is an anomaly is decided here, so that both layers decide alike.
 */
final class IotSchema {

  private static final int MAX_NAME_BYTES = 128;

  private static final Kind[] KINDS = Kind.values();
  private static final Optional<Rejection> WRONG_UNIT = outOfRange("unit");
  private static final Optional<Rejection> IMPOSSIBLE_VALUE = outOfRange("value");

  private static final EventSchema FIELDS =
      EventSchema.keyedBy(
              "sensor_id",
              "timestamp",
              ZoneOffset.UTC,
              List.of(
                  Field.required(
                      "sensor_id", FieldType.text(MAX_NAME_BYTES), "", "The sensor; any is heard"),
                  Field.required(
                      "sensor_type", FieldType.oneOf(Kind.labels()), "", "What it measured"),
                  Field.required(
                      "location", FieldType.text(MAX_NAME_BYTES), "", "Where the sensor is"),
                  Field.required("value", valueType(), "", "What it measured, in the unit"),
                  Field.required(
                      "unit", FieldType.oneOf(Kind.units()), "", "The unit of what it measured"),
                  Field.required("timestamp", FieldType.time(), "", "When it was measured"),
                  Field.optional(
                      "is_anomaly",
                      FieldType.flag(),
                      "",
                      "What the sender says of the value; decides nothing, see anomaly"),
                  Field.optional(
                      "battery_level",
                      FieldType.decimal(Range.SCALE, "0", "100"),
                      "%",
                      "What is left in the sensor's battery")))
          .withEntity("sensor_id");

  private static final int KIND = FIELDS.indexOf("sensor_type");
  private static final int VALUE = FIELDS.indexOf("value");
  private static final int UNIT = FIELDS.indexOf("unit");
  private static final int ANOMALY = FIELDS.columns().size();
  private static final int PROCESSING_TIME = ANOMALY + 1;

  private IotSchema() {}

  static EventSchema schema() {
    return FIELDS.withDerived(
        List.of(
            Field.required(
                "anomaly",
                FieldType.flag(),
                "",
                "Whether the value is outside the normal range of its kind"),
            Field.required(
                "processing_time",
                FieldType.time(),
                "",
                "When the platform got it: the append time of its record")),
        IotSchema::derive);
  }

  private static Optional<Rejection> derive(EventRow row, long appendTimeMicros) {
    int place = (int) row.number(KIND);
    if (row.number(UNIT) != place) {
      return WRONG_UNIT;
    }
    Kind kind = KINDS[place];
    long value = row.number(VALUE);
    if (!kind.possible().contains(value)) {
      return IMPOSSIBLE_VALUE;
    }
    row.setNumber(ANOMALY, kind.normal().contains(value) ? 0 : 1);
    row.setNumber(PROCESSING_TIME, appendTimeMicros);
    return Optional.empty();
  }

  private static FieldType valueType() {
    Range any = Kind.possibleOfAny();
    return FieldType.decimal(Range.SCALE, Range.text(any.least()), Range.text(any.greatest()));
  }

  private static Optional<Rejection> outOfRange(String field) {
    return Optional.of(new Rejection(Reason.OUT_OF_RANGE, field));
  }
}

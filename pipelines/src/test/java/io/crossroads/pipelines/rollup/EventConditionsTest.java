package io.crossroads.pipelines.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventConditionsTest {

  private static final EventSchema SCHEMA =
      new EventSchema(
          "id",
          "at",
          ZoneOffset.UTC,
          List.of(
              Field.required("id", FieldType.text(10), "", ""),
              Field.required("at", FieldType.time(), "", ""),
              Field.required("level", FieldType.decimal(2, "-100", "100"), "", ""),
              Field.required("status", FieldType.whole(0, 999), "", ""),
              Field.required("ok", FieldType.flag(), "", ""),
              Field.required("day", FieldType.date(), "", ""),
              Field.optional("note", FieldType.text(10), "", "")));

  private static boolean areMet(Condition... conditions) {
    EventDecoder decoder = WireFormat.JSON.decoder(SCHEMA, Limits.DEFAULT);
    EventRow row = decoder.newRow();
    byte[] event =
        "{\"id\":\"b\",\"at\":\"2026-03-01T10:00:00Z\",\"level\":20.5,\"status\":500,\"ok\":true,\"day\":\"2026-03-01\"}"
            .getBytes(StandardCharsets.UTF_8);
    if (!decoder.decode(event, 0, event.length, 1_800_000_000_000_000L, row)) {
      throw new AssertionError(row.rejection().toString());
    }
    return new EventConditions(List.of(conditions), SCHEMA).areMet(row);
  }

  @ParameterizedTest
  @CsvSource({
    "level, >, 20.49, true",
    "level, >, 20.500, false",
    "level, =, 20.500, true",
    "level, >, -3, true",
    "status, >=, 500, true",
    "status, <, 499.5, false",
    "ok, =, true, true",
    "ok, !=, true, false",
    "id, =, b, true",
    "id, <, ba, true",
    "id, >, B, true",
    "at, <=, 2026-03-01T10:00:00Z, true",
    "day, <, 2026-03-01, false",
    "note, !=, x, false"
  })
  void aConditionComparesByTheTypeOfItsField(
      String field, String sign, String constant, boolean met) {
    assertEquals(met, areMet(new Condition(field, Comparison.of(sign), constant)));
  }

  @Test
  void allOfThemMustHold() {
    Condition holds = new Condition("ok", Comparison.EQUAL, "true");
    Condition fails = new Condition("status", Comparison.LESS, "500");
    assertEquals(true, areMet());
    assertEquals(true, areMet(holds));
    assertEquals(false, areMet(holds, fails));
  }
}

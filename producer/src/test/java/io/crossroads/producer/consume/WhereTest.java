package io.crossroads.producer.consume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.JsonEventDecoder;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.rollup.ConditionOnEvent;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class WhereTest {

  private static final EventSchema SCHEMA =
      EventSchema.keyedBy(
          "id",
          "at",
          ZoneOffset.UTC,
          List.of(
              Field.required("id", FieldType.text(9), "", ""),
              Field.required("at", FieldType.time(), "", ""),
              Field.required("speed", FieldType.decimal(2, "0", "300"), "", ""),
              Field.required("lanes", FieldType.whole(0, 9), "", ""),
              Field.required("open", FieldType.flag(), "", ""),
              Field.required("day", FieldType.date(), "", ""),
              Field.optional("note", FieldType.text(9), "", "")));

  private static final String EVENT =
      "{\"id\":\"S2\",\"at\":\"2025-01-01T07:00:00Z\",\"speed\":29.99,\"lanes\":3,\"open\":true,\"day\":\"2025-01-01\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "speed<30",
        "speed <= 29.99",
        "speed=29.990",
        "speed>29.989",
        "lanes>=3",
        "lanes!=4",
        "id=S2",
        "id>S1",
        "at<2025-01-01T07:00:00.001Z",
        "open=true",
        "day<2025-01-02"
      })
  void aConditionThatHoldsLetsTheEventThrough(String condition) {
    assertTrue(test(condition), condition);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "speed<29.99",
        "speed!=29.99",
        "lanes>3",
        "id!=S2",
        "id=S",
        "at>=2025-01-01T07:00:01Z",
        "open=false",
        "day!=2025-01-01",
        "note!=x"
      })
  void aConditionThatDoesNotHoldKeepsItBack(String condition) {
    assertFalse(test(condition), condition);
  }

  @ParameterizedTest
  @ValueSource(strings = {"speeed<1", "speed<fast", "open=yes", "at<yesterday", "day=today"})
  void aConditionThatDoesNotFitTheSchemaIsRefused(String condition) {
    assertThrows(IllegalArgumentException.class, () -> test(condition));
  }

  @ParameterizedTest
  @ValueSource(strings = {"speed", "speed<", "<30", "Speed~3", ""})
  void whatIsNoComparisonIsRefused(String condition) {
    assertThrows(TypeConversionException.class, () -> new WhereConverter().convert(condition));
  }

  @Test
  void aValueMayHoldSignsOfComparison() {
    assertEquals("a<=b", new WhereConverter().convert("note=a<=b").value());
  }

  private static boolean test(String condition) {
    EventDecoder decoder = new JsonEventDecoder(SCHEMA, Limits.DEFAULT);
    EventRow row = decoder.newRow();
    byte[] event = EVENT.getBytes(StandardCharsets.UTF_8);
    assertTrue(decoder.decode(event, 0, event.length, Long.MAX_VALUE, row));
    return new ConditionOnEvent(new WhereConverter().convert(condition), SCHEMA).test(row);
  }
}

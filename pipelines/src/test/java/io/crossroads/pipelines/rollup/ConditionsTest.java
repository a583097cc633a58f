package io.crossroads.pipelines.rollup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An event meets conditions that are all met in one group, whichever. */
class ConditionsTest {

  private static final EventSchema SCHEMA =
      EventSchema.keyedBy(
          "id",
          "at",
          ZoneOffset.UTC,
          List.of(
              Field.required("id", FieldType.whole(0, 99), "", ""),
              Field.required("at", FieldType.time(), "", ""),
              Field.optional("status", FieldType.whole(100, 599), "", "")));

  private static final Condition SMALL = new Condition("id", Comparison.LESS, "10");
  private static final Condition FAILED = new Condition("status", Comparison.AT_LEAST, "500");
  private static final Condition MISSED = new Condition("status", Comparison.EQUAL, "404");

  private static final Conditions EITHER =
      Conditions.anyOf(Conditions.allOf(FAILED), Conditions.allOf(SMALL, MISSED));

  @Test
  void oneGroupSufficesAndAllOfItMustHold() {
    assertEquals(true, meets(EITHER, 50, 500));
    assertEquals(true, meets(EITHER, 5, 404));
    assertEquals(false, meets(EITHER, 50, 404));
    assertEquals(false, meets(EITHER, 5, 200));
    assertEquals(false, meets(EITHER, 5, -1), "an event without the field");
  }

  @Test
  void everythingMeetsNoConditions() {
    assertEquals(true, meets(Conditions.NONE, 1, 200));
    assertEquals(Conditions.NONE, Conditions.allOf());
    assertThrows(
        IllegalArgumentException.class,
        () -> Conditions.anyOf(Conditions.allOf(SMALL), Conditions.NONE));
    assertThrows(IllegalArgumentException.class, () -> Conditions.anyOf());
    assertThrows(IllegalArgumentException.class, () -> new Conditions(List.of(List.of())));
  }

  @Test
  void aGroupOfGroupsReadsAsPeopleSayIt() {
    assertEquals("status >= 500 or id < 10 and status = 404", EITHER.toString());
    assertEquals(
        List.of(List.of("status >= 500"), List.of("id < 10", "status = 404")), EITHER.texts());
    assertEquals(EITHER, Conditions.anyOf(EITHER));
  }

  /** Both ways of asking: compiled for events, and with what holds given. */
  private static boolean meets(Conditions conditions, long id, long status) {
    EventRow row = new EventRow(SCHEMA);
    row.setNumber(0, id);
    if (status >= 0) {
      row.setNumber(2, status);
    }
    boolean compiled = new ConditionsOnEvent(conditions, SCHEMA).test(row);
    assertEquals(
        compiled, conditions.hold(condition -> new ConditionOnEvent(condition, SCHEMA).test(row)));
    return compiled;
  }
}

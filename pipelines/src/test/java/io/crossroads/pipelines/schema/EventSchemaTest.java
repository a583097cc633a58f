package io.crossroads.pipelines.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A record's key is one thing, the entity that an event is of another. */
class EventSchemaTest {

  @Test
  void aKeyIsARequiredFieldOfAnyTypeAndNoEntity() {
    for (FieldType type :
        List.of(
            FieldType.text(9),
            FieldType.whole(Long.MIN_VALUE, Long.MAX_VALUE),
            FieldType.decimal(2, "0", "9"),
            FieldType.time(),
            FieldType.date(),
            FieldType.flag())) {
      assertEquals(Optional.empty(), keyed(Field.required("id", type, "", "")).entity());
    }
    assertRefused(
        "key 'id' must be a required field: declare it so",
        () -> keyed(Field.optional("id", FieldType.text(9), "", "")));
    assertRefused(
        "no field 'id' to be the key; there are [name, at]",
        () -> keyed(Field.required("name", FieldType.text(9), "", "")));
  }

  @Test
  void anEntityNamesAThing() {
    assertEquals(
        Optional.of("id"),
        keyed(Field.required("id", FieldType.whole(0, 9), "", "")).withEntity("id").entity());
    EventSchema measured = keyed(Field.required("id", FieldType.decimal(2, "0", "9"), "", ""));
    assertRefused(
        "entity 'id' is a measured value or a time, which names nothing that lasts; name a text,"
            + " a whole number, a day or a flag, or no entity",
        () -> measured.withEntity("id"));
    assertRefused(
        "no field 'sensor' to be the entity; there are [id, at]",
        () -> measured.withEntity("sensor"));
  }

  private static EventSchema keyed(Field key) {
    return EventSchema.keyedBy(
        "id", "at", ZoneOffset.UTC, List.of(key, Field.required("at", FieldType.time(), "", "")));
  }

  private static void assertRefused(String why, Runnable declaration) {
    assertEquals(why, assertThrows(IllegalArgumentException.class, declaration::run).getMessage());
  }
}

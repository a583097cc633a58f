package io.crossroads.pipelines.schema;

import java.util.Objects;

/**
 * One field of an event.
 *
 * @param name the name on the wire and of the column; lower case, digits and underscores
 * @param type what it holds and what is valid
 * @param required whether an event without it (absent, null or an empty text) is rejected
 * @param unit the unit of a measured value, such as {@code km/h}; empty where there is none
 * @param description one sentence for the people who read the table
 */
public record Field(
    String name, FieldType type, boolean required, String unit, String description) {

  public Field {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(description, "description");
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("field name must be [a-z][a-z0-9_]*, not '" + name + "'");
    }
  }

  /** A field that every event must have. */
  public static Field required(String name, FieldType type, String unit, String description) {
    return new Field(name, type, true, unit, description);
  }

  /** A field that an event may lack. */
  public static Field optional(String name, FieldType type, String unit, String description) {
    return new Field(name, type, false, unit, description);
  }
}

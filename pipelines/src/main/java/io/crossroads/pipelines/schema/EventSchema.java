package io.crossroads.pipelines.schema;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What an event of a pipeline is: the fields on the wire, and the columns derived from them.
 *
 * @param key name of the text field that identifies the entity; its value is the record's key
 * @param eventTime name of the required time field that says when the event happened
 * @param zone where times without an offset are, and where days and hours of analyses begin
 * @param fields the fields on the wire, in the order of the table's columns
 * @param derived columns computed from a decoded event by {@code derivation}, after {@code fields}
 * @param derivation computes {@code derived}; {@link Derivation#NONE} where there are none
 */
public record EventSchema(
    String key,
    String eventTime,
    ZoneId zone,
    List<Field> fields,
    List<Field> derived,
    Derivation derivation) {

  /** Most fields of an event, derived ones included: presence is one bit each of a long. */
  public static final int MAX_FIELDS = 64;

  public EventSchema {
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(derivation, "derivation");
    fields = List.copyOf(fields);
    derived = List.copyOf(derived);
    Set<String> names = new HashSet<>();
    for (Field field : fields) {
      requireNew(names, field);
    }
    for (Field field : derived) {
      requireNew(names, field);
    }
    if (names.size() > MAX_FIELDS) {
      throw new IllegalArgumentException(
          names.size() + " fields; an event has at most " + MAX_FIELDS);
    }
    requireField(fields, key, FieldType.Text.class);
    requireField(fields, eventTime, FieldType.Time.class);
  }

  /** A schema without derived columns. */
  public EventSchema(String key, String eventTime, ZoneId zone, List<Field> fields) {
    this(key, eventTime, zone, fields, List.of(), Derivation.NONE);
  }

  /** All columns, fields first; a column's place in this list is its index in an event row. */
  public List<Field> columns() {
    return derived.isEmpty()
        ? fields
        : java.util.stream.Stream.concat(fields.stream(), derived.stream()).toList();
  }

  /**
   * The index of a column.
   *
   * @throws IllegalArgumentException if there is no column of that name; names those that exist
   */
  public int indexOf(String name) {
    List<Field> columns = columns();
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(name)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        "no field '" + name + "'; there are " + columns.stream().map(Field::name).toList());
  }

  private static void requireNew(Set<String> names, Field field) {
    if (!names.add(field.name())) {
      throw new IllegalArgumentException("field '" + field.name() + "' is declared twice");
    }
  }

  private static void requireField(
      List<Field> fields, String name, Class<? extends FieldType> type) {
    Field field =
        fields.stream()
            .filter(f -> f.name().equals(name))
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no field '" + name + "'"));
    if (!type.isInstance(field.type()) || !field.required()) {
      throw new IllegalArgumentException(
          "field '" + name + "' must be a required " + type.getSimpleName());
    }
  }
}

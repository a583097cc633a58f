package io.crossroads.pipelines.schema;

import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What an event of a pipeline is: the fields on the wire, and the columns derived from them.
 *
 * @param key name of the required field whose value is the record's key, of any type
 * @param entityField name of the required field that says which thing the event is of, such as a
 *     sensor, of which there is a latest event; null if events are of nothing that lasts
 * @param eventTime name of the required time field that says when the event happened
 * @param zone where times without an offset are, and where days and hours of analyses begin
 * @param fields the fields on the wire, in the order of the table's columns
 * @param derived columns computed from a decoded event by {@code derivation}, after {@code fields}
 * @param derivation computes {@code derived}; {@link Derivation#NONE} where there are none
 */
public record EventSchema(
    String key,
    String entityField,
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
    Stream.concat(fields.stream(), derived.stream()).forEach(field -> requireNew(names, field));
    if (names.size() > MAX_FIELDS) {
      throw new IllegalArgumentException(
          names.size() + " fields; an event has at most " + MAX_FIELDS);
    }
    required(fields, "key", key);
    if (entityField != null && !namesThings(required(fields, "entity", entityField).type())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "entity '%s' is a measured value or a time, which names nothing that lasts; name a"
                  + " text, a whole number, a day or a flag, or no entity",
              entityField));
    }
    if (!(required(fields, "event time", eventTime).type() instanceof FieldType.Time)) {
      throw new IllegalArgumentException("event time '" + eventTime + "' must be a Time");
    }
  }

  /** A schema of events that are of no entity, without derived columns. */
  public static EventSchema keyedBy(String key, String eventTime, ZoneId zone, List<Field> fields) {
    return new EventSchema(key, null, eventTime, zone, fields, List.of(), Derivation.NONE);
  }

  /** The same with events that are of an entity, such as a sensor. */
  public EventSchema withEntity(String field) {
    return new EventSchema(key, field, eventTime, zone, fields, derived, derivation);
  }

  /** The same with derived columns. */
  public EventSchema withDerived(List<Field> columns, Derivation computed) {
    return new EventSchema(key, entityField, eventTime, zone, fields, columns, computed);
  }

  /** Name of the field that says which thing an event is of, if events are of things. */
  public Optional<String> entity() {
    return Optional.ofNullable(entityField);
  }

  /** All columns, fields first; a column's place in this list is its index in an event row. */
  public List<Field> columns() {
    return derived.isEmpty() ? fields : Stream.concat(fields.stream(), derived.stream()).toList();
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

  private static Field required(List<Field> fields, String role, String name) {
    Field field =
        fields.stream()
            .filter(f -> f.name().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        String.format(
                            Locale.ROOT,
                            "no field '%s' to be the %s; there are %s",
                            name,
                            role,
                            fields.stream().map(Field::name).toList())));
    if (!field.required()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s '%s' must be a required field: declare it so", role, name));
    }
    return field;
  }

  private static boolean namesThings(FieldType type) {
    return type.match(
        text -> true, decimal -> false, whole -> true, flag -> true, date -> true, time -> false);
  }
}

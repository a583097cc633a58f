package io.crossroads.pipelines.decode;

import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The value of a column as an object and as text: of a key, an entity, or for people to read. */
public final class ColumnValue {

  private final Function<EventRow, Object> read;

  /**
   * Reads a column.
   *
   * @param column its index in rows
   * @param type what it holds
   */
  public ColumnValue(int column, FieldType type) {
    this.read =
        type.match(
            text -> row -> row.text(column),
            decimal -> row -> BigDecimal.valueOf(row.number(column), decimal.scale()),
            whole -> row -> row.number(column),
            flag -> row -> row.number(column) != 0,
            date -> row -> LocalDate.ofEpochDay(row.number(column)),
            time -> row -> Instant.EPOCH.plus(row.number(column), ChronoUnit.MICROS));
  }

  /** Reads a column of a schema. */
  public static ColumnValue of(EventSchema schema, String column) {
    int index = schema.indexOf(column);
    return new ColumnValue(index, schema.columns().get(index).type());
  }

  /** Reads the columns of a schema, in their order. */
  public static List<ColumnValue> all(EventSchema schema) {
    List<ColumnValue> all = new ArrayList<>();
    schema.columns().forEach(column -> all.add(new ColumnValue(all.size(), column.type())));
    return all;
  }

  /**
   * The value in an event that has the column: a String, a BigDecimal of the field's scale, a Long,
   * a Boolean, a LocalDate or an Instant.
   */
  public Object of(EventRow row) {
    return read.apply(row);
  }

  /** The same as text: digits without an exponent, times and days in ISO-8601, true or false. */
  public String text(EventRow row) {
    Object value = of(row);
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}

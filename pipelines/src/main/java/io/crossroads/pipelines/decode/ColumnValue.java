package io.crossroads.pipelines.decode;

import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The value of a column as an object and as text: of a key, an entity, or for people to read. */
public final class ColumnValue {

  private ColumnValue() {}

  /**
   * The value of a column that the event has: a String, a BigDecimal of the field's scale, a Long,
   * a Boolean, a LocalDate or an Instant.
   */
  public static Object of(EventRow row, int column, FieldType type) {
    if (type instanceof FieldType.Text) {
      return row.text(column);
    }
    long number = row.number(column);
    if (type instanceof FieldType.Decimal decimal) {
      return BigDecimal.valueOf(number, decimal.scale());
    }
    if (type instanceof FieldType.Flag) {
      return number != 0;
    }
    if (type instanceof FieldType.Date) {
      return LocalDate.ofEpochDay(number);
    }
    return type instanceof FieldType.Time
        ? Instant.EPOCH.plus(number, ChronoUnit.MICROS)
        : (Object) number;
  }

  /** The same as text: digits without an exponent, times and days in ISO-8601, true or false. */
  public static String text(EventRow row, int column, FieldType type) {
    Object value = of(row, column, type);
    return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
  }
}

package io.crossroads.streaming.speed;

import io.crossroads.lake.rollup.EventColumns;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.util.List;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Makes decoded events into rows of Spark; one row is used for all of them. */
final class EventRowFiller {

  /** The column that holds the minute of append time, in microseconds since the epoch. */
  static final String BUCKET = "cell_of_bucket";

  private final List<Field> columns;
  private final Object[] values;
  private final InternalRow row;

  EventRowFiller(EventSchema schema) {
    this.columns = schema.columns();
    this.values = new Object[columns.size() + 1];
    this.row = new GenericInternalRow(values);
  }

  /** The columns of the rows. */
  static StructType type(EventSchema schema) {
    return EventColumns.of(schema).add(BUCKET, DataTypes.LongType, false);
  }

  /** The row of an event; good until the next call. */
  InternalRow fill(EventRow event, long bucketMicros) {
    for (int i = 0; i < columns.size(); i++) {
      values[i] = event.has(i) ? value(event, i, columns.get(i).type()) : null;
    }
    values[columns.size()] = bucketMicros;
    return row;
  }

  private static Object value(EventRow event, int column, FieldType type) {
    if (type instanceof FieldType.Text) {
      return UTF8String.fromBytes(
          event.textBytes(column), event.textOffset(column), event.textLength(column));
    }
    long number = event.number(column);
    if (type instanceof FieldType.Decimal decimal) {
      return decimal.precision() <= Decimal.MAX_LONG_DIGITS()
          ? Decimal.createUnsafe(number, decimal.precision(), decimal.scale())
          : Decimal.apply(BigDecimal.valueOf(number, decimal.scale()));
    }
    if (type instanceof FieldType.Flag) {
      return number != 0;
    }
    if (type instanceof FieldType.Date) {
      return (int) number;
    }
    return number;
  }
}

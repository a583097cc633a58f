package io.crossroads.streaming.speed;

import io.crossroads.lake.rollup.EventColumns;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
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

  private final List<Function<EventRow, Object>> columns = new ArrayList<>();
  private final Object[] values;
  private final InternalRow row;

  EventRowFiller(EventSchema schema) {
    for (Field field : schema.columns()) {
      columns.add(value(columns.size(), field.type()));
    }
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
      values[i] = event.has(i) ? columns.get(i).apply(event) : null;
    }
    values[columns.size()] = bucketMicros;
    return row;
  }

  /** What Spark has as the value of a column, given an event that has it. */
  private static Function<EventRow, Object> value(int column, FieldType type) {
    return type.match(
        text ->
            event ->
                UTF8String.fromBytes(
                    event.textBytes(column), event.textOffset(column), event.textLength(column)),
        decimal ->
            decimal.precision() <= Decimal.MAX_LONG_DIGITS()
                ? event ->
                    Decimal.createUnsafe(event.number(column), decimal.precision(), decimal.scale())
                : event -> Decimal.apply(BigDecimal.valueOf(event.number(column), decimal.scale())),
        whole -> event -> event.number(column),
        flag -> event -> event.number(column) != 0,
        date -> event -> (int) event.number(column),
        time -> event -> event.number(column));
  }
}

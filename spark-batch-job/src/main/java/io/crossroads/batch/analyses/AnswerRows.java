package io.crossroads.batch.analyses;

import java.sql.Date;
import java.sql.Timestamp;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/** Rows of an answer as values by column, for those who do not read Spark's own. */
final class AnswerRows {

  private final StructType type;
  private final Function1<Object, Object> converter;

  AnswerRows(StructType type) {
    this.type = type;
    this.converter = CatalystTypeConverters.createToScalaConverter(type);
  }

  /** A row's values, in the order of the columns. */
  Map<String, Object> values(InternalRow row) {
    Row converted = (Row) converter.apply(row);
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : type.fieldNames()) {
      values.put(name, value(converted.getAs(name)));
    }
    return values;
  }

  /** Times in ISO-8601: with Z where they are points in time, without where they have no zone. */
  private static Object value(Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant();
    }
    return value instanceof Date date ? date.toLocalDate() : value;
  }
}

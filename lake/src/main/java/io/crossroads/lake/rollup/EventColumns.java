package io.crossroads.lake.rollup;

import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Events as Spark sees them, in the archive as in a batch of the stream. */
public final class EventColumns {

  private EventColumns() {}

  /** The columns of an event, with the types that the archive's table has. */
  public static StructType of(EventSchema schema) {
    StructType columns = new StructType();
    for (Field field : schema.columns()) {
      columns = columns.add(field.name(), type(field.type()), !field.required());
    }
    return columns;
  }

  private static DataType type(FieldType type) {
    if (type instanceof FieldType.Text) {
      return DataTypes.StringType;
    }
    if (type instanceof FieldType.Decimal decimal) {
      return DataTypes.createDecimalType(decimal.precision(), decimal.scale());
    }
    if (type instanceof FieldType.Whole) {
      return DataTypes.LongType;
    }
    if (type instanceof FieldType.Flag) {
      return DataTypes.BooleanType;
    }
    return type instanceof FieldType.Date ? DataTypes.DateType : DataTypes.TimestampType;
  }
}

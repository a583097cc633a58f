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
    return type.match(
        text -> DataTypes.StringType,
        decimal -> DataTypes.createDecimalType(decimal.precision(), decimal.scale()),
        whole -> DataTypes.LongType,
        flag -> DataTypes.BooleanType,
        date -> DataTypes.DateType,
        time -> DataTypes.TimestampType);
  }
}

package io.crossroads.batch.parquet;

import io.crossroads.batch.csv.CsvColumn;
import java.util.List;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The schema of Parquet objects: every column required, times without zone in microseconds. */
final class ObjectSchema {

  private ObjectSchema() {}

  static MessageType of(List<CsvColumn> columns) {
    return new MessageType("history", columns.stream().map(ObjectSchema::column).toList());
  }

  private static Type column(CsvColumn column) {
    return switch (column.type()) {
      case LOCAL_TIME ->
          Types.required(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(false, TimeUnit.MICROS))
              .named(column.name());
      case INT32 -> Types.required(PrimitiveTypeName.INT32).named(column.name());
      case INT64 -> Types.required(PrimitiveTypeName.INT64).named(column.name());
    };
  }
}

package io.crossroads.batch.parquet;

import io.crossroads.batch.csv.CsvColumn;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.FieldRepetitionType;
import org.apache.parquet.format.LogicalType;
import org.apache.parquet.format.MicroSeconds;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.TimeUnit;
import org.apache.parquet.format.TimestampType;
import org.apache.parquet.format.Type;

/** The schema of objects: every column required, times without zone in microseconds. */
final class ObjectSchema {

  private ObjectSchema() {}

  static List<SchemaElement> of(List<CsvColumn> columns) {
    List<SchemaElement> schema = new ArrayList<>();
    SchemaElement root = new SchemaElement("history");
    root.setNum_children(columns.size());
    schema.add(root);
    for (CsvColumn column : columns) {
      SchemaElement element = new SchemaElement(column.name());
      element.setType(type(column));
      element.setRepetition_type(FieldRepetitionType.REQUIRED);
      if (column.isTime()) {
        element.setLogicalType(
            LogicalType.TIMESTAMP(new TimestampType(false, TimeUnit.MICROS(new MicroSeconds()))));
      }
      schema.add(element);
    }
    return schema;
  }

  static Type type(CsvColumn column) {
    return switch (column.type()) {
      case LOCAL_TIME, INT64 -> Type.INT64;
      case INT32 -> Type.INT32;
    };
  }
}

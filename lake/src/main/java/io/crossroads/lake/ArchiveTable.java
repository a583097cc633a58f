package io.crossroads.lake;

import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.ArchiveLayout.PartitionBy;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The table that holds every valid event of a pipeline, and the position of each in its topic. */
public final class ArchiveTable {

  private ArchiveTable() {}

  /** What the table must look like. */
  public static TableDefinition definition(Pipeline pipeline, ArchiveNames names, LakeRoot lake) {
    return definition(pipeline, names.archive(), lake.table(names.bucket(), names.table()));
  }

  /** What the table of a copy must look like: the same, under the name of the copy. */
  public static TableDefinition copy(
      Pipeline pipeline, ArchiveNames names, ArchiveLayout.Copy copy, LakeRoot lake) {
    return definition(
        pipeline, names.copy(copy), lake.table(names.bucket(), names.copyTable(copy)));
  }

  private static TableDefinition definition(
      Pipeline pipeline, TableIdentifier name, String location) {
    Schema schema = schema(pipeline.schema());
    Map<String, String> properties = new HashMap<>(TableDefaults.properties());
    properties.putAll(TableDefaults.withoutDictionary(pipeline.schema().eventTime()));
    return new TableDefinition(
        name, location, schema, partitions(schema, pipeline.archive().partitions()), properties);
  }

  private static Schema schema(EventSchema events) {
    List<NestedField> columns = new ArrayList<>();
    for (Field field : events.columns()) {
      columns.add(column(columns.size() + 1, field));
    }
    columns.addAll(KafkaColumns.from(columns.size() + 1));
    return new Schema(columns);
  }

  private static NestedField column(int id, Field field) {
    String doc = field.description() + (field.unit().isEmpty() ? "" : " [" + field.unit() + "]");
    Type type = type(field.type());
    return field.required()
        ? NestedField.required(id, field.name(), type, doc)
        : NestedField.optional(id, field.name(), type, doc);
  }

  private static Type type(FieldType type) {
    return type.match(
        text -> Types.StringType.get(),
        decimal -> Types.DecimalType.of(decimal.precision(), decimal.scale()),
        whole -> Types.LongType.get(),
        flag -> Types.BooleanType.get(),
        date -> Types.DateType.get(),
        time -> Types.TimestampType.withZone());
  }

  private static PartitionSpec partitions(Schema schema, List<PartitionBy> partitions) {
    PartitionSpec.Builder spec = PartitionSpec.builderFor(schema);
    for (PartitionBy by : partitions) {
      by.match(day -> spec.day(day.column()), value -> spec.identity(value.column()));
    }
    return spec.build();
  }
}

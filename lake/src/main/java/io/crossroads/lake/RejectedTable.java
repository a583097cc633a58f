package io.crossroads.lake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** The table that holds every record which is no valid event, as it came, and why it is not. */
public final class RejectedTable {

  /** Why the record was rejected, such as {@code out_of_range}. */
  public static final String REASON = "reason";

  /** The field at fault; null where the record as a whole is. */
  public static final String FIELD = "field";

  /** The record's key as it came; null if it had none. */
  public static final String RAW_KEY = "raw_key";

  /** The record's value as it came; null for a tombstone. */
  public static final String RAW_VALUE = "raw_value";

  /**
   * The record's headers as a JSON array of pairs of name and value, in their order; a value that
   * is no UTF-8 stands as an object with its {@code base64}. Null if it had none.
   */
  public static final String HEADERS = "headers";

  private static final Schema SCHEMA = schema();

  private RejectedTable() {}

  /** What the table must look like. */
  public static TableDefinition definition(ArchiveNames names, LakeRoot lake) {
    Map<String, String> properties = new HashMap<>(TableDefaults.properties());
    properties.putAll(TableDefaults.withoutDictionary(RAW_KEY, RAW_VALUE));
    properties.put("write.metadata.metrics.column." + RAW_KEY, "counts");
    properties.put("write.metadata.metrics.column." + RAW_VALUE, "counts");
    // Records can be large: look at the size of a page after a few of them already.
    properties.put("write.parquet.row-group-check-min-record-count", "4");
    return new TableDefinition(
        names.rejected(),
        lake.table(names.bucket(), names.rejectedTable()),
        SCHEMA,
        PartitionSpec.builderFor(SCHEMA).day(KafkaColumns.APPEND_TIME).build(),
        properties);
  }

  private static Schema schema() {
    List<NestedField> columns = new ArrayList<>();
    columns.add(
        NestedField.required(1, REASON, Types.StringType.get(), "Which rule the record breaks"));
    columns.add(
        NestedField.optional(
            2, FIELD, Types.StringType.get(), "The field at fault; null where it is the record"));
    columns.add(
        NestedField.optional(3, RAW_KEY, Types.BinaryType.get(), "The record's key as it came"));
    columns.add(
        NestedField.optional(
            4,
            RAW_VALUE,
            Types.BinaryType.get(),
            "The record's value as it came; null for a tombstone"));
    columns.addAll(KafkaColumns.from(5));
    columns.add(
        NestedField.optional(
            columns.size() + 1,
            HEADERS,
            Types.StringType.get(),
            "The record's headers as a JSON array of [name, value]; null if it had none"));
    return new Schema(columns);
  }
}

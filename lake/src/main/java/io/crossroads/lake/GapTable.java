package io.crossroads.lake;

import io.crossroads.layers.position.OffsetRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.DataWriter;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * The table of offset gaps: offsets of a topic that no record has, such as the markers that end
 * transactions and the records of transactions that were aborted. Most topics have none, and then
 * there is no such table. Its position may stay behind the archive's, as a batch without gaps
 * commits nothing here.
 */
public final class GapTable {

  /** The first offset without a record. */
  public static final String FROM = "from_offset";

  /** The offset after the last one without a record. */
  public static final String UNTIL = "until_offset";

  private static final Schema SCHEMA =
      new Schema(
          NestedField.required(
              1, KafkaColumns.TOPIC_ID, Types.StringType.get(), "Id of the Kafka topic"),
          NestedField.required(
              2, KafkaColumns.PARTITION, Types.IntegerType.get(), "Partition of the Kafka topic"),
          NestedField.required(
              3, FROM, Types.LongType.get(), "The first offset that no record has"),
          NestedField.required(
              4, UNTIL, Types.LongType.get(), "The offset after the last one that no record has"));

  private GapTable() {}

  /** What the table must look like. */
  public static TableDefinition definition(ArchiveNames names, LakeRoot lake) {
    Map<String, String> properties = new TreeMap<>(TableDefaults.properties());
    properties.putAll(TableDefaults.withoutDictionary(FROM, UNTIL));
    return new TableDefinition(
        names.gaps(),
        lake.table(names.bucket(), names.gapTable()),
        SCHEMA,
        PartitionSpec.unpartitioned(),
        properties);
  }

  /**
   * Writes a file of gaps, which is in the table once it is committed.
   *
   * @param gaps by partition, in the order of their offsets
   */
  public static DataFile write(Table table, String topicId, Map<Integer, List<OffsetRange>> gaps) {
    String name = FileFormat.PARQUET.addExtension("gaps-" + UUID.randomUUID());
    DataWriter<Record> writer = writer(table, table.locationProvider().newDataLocation(name));
    try (writer) {
      for (Record row : rows(topicId, gaps)) {
        writer.write(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write gaps into " + table.name(), e);
    }
    return writer.toDataFile();
  }

  private static DataWriter<Record> writer(Table table, String location) {
    try {
      return Parquet.writeData(table.io().newOutputFile(location))
          .forTable(table)
          .createWriterFunc(GenericParquetWriter::create)
          .withSpec(table.spec())
          .overwrite()
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + location, e);
    }
  }

  private static List<Record> rows(String topicId, Map<Integer, List<OffsetRange>> gaps) {
    List<Record> rows = new ArrayList<>();
    gaps.forEach(
        (partition, ranges) ->
            ranges.forEach(
                range -> {
                  GenericRecord row = GenericRecord.create(SCHEMA);
                  row.set(0, topicId);
                  row.set(1, partition);
                  row.set(2, range.from());
                  row.set(3, range.until());
                  rows.add(row);
                }));
    return rows;
  }
}

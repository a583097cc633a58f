package io.crossroads.sql;

import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeRoot;
import io.crossroads.store.StoreSettings;
import io.crossroads.testkit.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.jdbc.JdbcCatalog;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** A lake in a folder, with its catalog and a store in a PostgreSQL of its own. */
final class TestLake implements AutoCloseable {

  static final Schema SCHEMA =
      new Schema(
          NestedField.required(1, "sensor_id", Types.StringType.get()),
          NestedField.required(2, "timestamp", Types.TimestampType.withZone()),
          NestedField.optional(3, "average_speed", Types.DecimalType.of(5, 2)),
          NestedField.optional(4, "raw", Types.BinaryType.get()));

  private final EmbeddedPostgres postgres;
  private final Path folder;
  private final JdbcCatalog catalog = new JdbcCatalog(ignored -> new FolderIo(), null, true);

  TestLake() {
    try {
      Path run = RunFolder.create("run-");
      postgres = new EmbeddedPostgres(run.resolve("postgres"), "catalog", "serving").start();
      folder = Files.createDirectories(run.resolve("a lake"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> properties = new HashMap<>(catalogSettings().catalogProperties(root()));
    properties.remove("io-impl");
    catalog.initialize(CatalogSettings.NAME, properties);
  }

  LakeRoot root() {
    return new LakeRoot("file:" + folder);
  }

  CatalogSettings catalogSettings() {
    return new CatalogSettings(
        postgres.jdbcUrl("catalog"), postgres.user(), Optional.of(postgres.password()));
  }

  StoreSettings storeSettings() {
    return new StoreSettings(
        postgres.jdbcUrl("serving"), postgres.user(), Optional.of(postgres.password()));
  }

  Table create(TableIdentifier name) {
    return create(name, SCHEMA);
  }

  Table create(TableIdentifier name, Schema schema) {
    return catalog
        .buildTable(name, schema)
        .withLocation(folder.resolve("bucket").resolve(name.name()).toString())
        .create();
  }

  /** A data file of rows of one sensor, which no snapshot has yet. */
  static DataFile write(Table table, String sensor, int rows) throws IOException {
    List<Record> records = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      GenericRecord row = GenericRecord.create(table.schema());
      row.set(0, sensor);
      row.set(1, OffsetDateTime.of(2026, 1, 31, 8, 0, 0, 0, ZoneOffset.UTC).plusSeconds(i));
      row.set(2, i == 0 ? null : new BigDecimal("50.25"));
      records.add(row);
    }
    return write(table, sensor, records);
  }

  private static DataFile write(Table table, String prefix, List<Record> records)
      throws IOException {
    String name = prefix + "=" + UUID.randomUUID() + ".parquet";
    OutputFile file = table.io().newOutputFile(table.location() + "/data/" + name);
    FileAppender<Record> appender =
        Parquet.write(file)
            .schema(table.schema())
            .createWriterFunc(type -> GenericParquetWriter.create(table.schema(), type))
            .build();
    appender.addAll(records);
    appender.close();
    return DataFiles.builder(PartitionSpec.unpartitioned())
        .withInputFile(file.toInputFile())
        .withMetrics(appender.metrics())
        .withFormat("parquet")
        .build();
  }

  static void append(Table table, String sensor, int rows) throws IOException {
    table.newAppend().appendFile(write(table, sensor, rows)).commit();
  }

  /** Appends records of the table's own schema. */
  static void append(Table table, List<Record> records) throws IOException {
    table.newAppend().appendFile(write(table, "rows", records)).commit();
  }

  @Override
  public void close() {
    catalog.close();
    postgres.close();
  }
}

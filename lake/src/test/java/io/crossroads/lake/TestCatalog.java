package io.crossroads.lake;

import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.testkit.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.DataFiles;
import org.apache.iceberg.FileFormat;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * A PostgreSQL and a folder of buckets, the same for all tests of a run; tables to try things on.
 */
final class TestCatalog {

  static final Schema NUMBERS =
      new Schema(NestedField.required(1, "number", Types.LongType.get(), "A number"));

  private static final TestCatalog STARTED = new TestCatalog();

  private final Path folder;
  private final EmbeddedPostgres postgres;
  private int databases;

  private TestCatalog() {
    this.folder = RunFolder.create("run-");
    this.postgres = new EmbeddedPostgres(folder.resolve("postgres"), "catalog").start();
  }

  static TestCatalog get() {
    return STARTED;
  }

  EmbeddedPostgres postgres() {
    return postgres;
  }

  LakeRoot lake() {
    return new LakeRoot("file:" + folder.resolve("buckets"));
  }

  CatalogSettings settings() {
    return new CatalogSettings(
        postgres.jdbcUrl("catalog"), postgres.user(), Optional.of(postgres.password()));
  }

  /** A database that has no tables yet. */
  CatalogSettings createDatabase() throws SQLException {
    String name = "catalog_" + ++databases;
    try (Connection connection =
            DriverManager.getConnection(
                postgres.jdbcUrl("catalog"), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return new CatalogSettings(
        postgres.jdbcUrl(name), postgres.user(), Optional.of(postgres.password()));
  }

  LakeCatalog open() {
    return LakeCatalog.open(settings(), lake(), new Configuration());
  }

  /** A table of numbers that does not exist yet. */
  TableDefinition numbers() {
    String name = "numbers_" + UUID.randomUUID().toString().replace("-", "");
    return new TableDefinition(
        TableIdentifier.of("test", name),
        lake().table("bucket", name),
        NUMBERS,
        PartitionSpec.unpartitioned(),
        TableDefaults.properties());
  }

  /** Writes a file of numbers that no snapshot of the table knows yet. */
  static DataFile file(Table table, long from, long until) {
    String location = table.locationProvider().newDataLocation(UUID.randomUUID() + ".parquet");
    try {
      FileAppender<Record> appender =
          Parquet.write(table.io().newOutputFile(location))
              .schema(NUMBERS)
              .createWriterFunc(GenericParquetWriter::create)
              .build();
      try (appender) {
        for (long number = from; number < until; number++) {
          appender.add(GenericRecord.create(NUMBERS).copy(Map.of("number", number)));
        }
      }
      return DataFiles.builder(table.spec())
          .withPath(location)
          .withFormat(FileFormat.PARQUET)
          .withFileSizeInBytes(appender.length())
          .withMetrics(appender.metrics())
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All numbers of a table, sorted. */
  static List<Long> read(Table table) {
    table.refresh();
    List<Long> numbers = new ArrayList<>();
    try (CloseableIterable<Record> rows = IcebergGenerics.read(table).build()) {
      rows.forEach(row -> numbers.add((Long) row.getField("number")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    numbers.sort(null);
    return numbers;
  }
}

package io.crossroads.streaming;

import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.SparkSettings;
import io.crossroads.testkit.HeldCommit;
import io.crossroads.testkit.RunFolder;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.SparkSession;

/**
 * A broker, a database, a folder of buckets and a Spark session, the same ones for all tests of a
 * run. They end with the process of the tests.
 */
public final class TestPlatform {

  private static final TestPlatform STARTED = new TestPlatform();

  private final Path folder;
  private final EmbeddedBroker broker;
  private final EmbeddedPostgres postgres;
  private SparkSession spark;

  private TestPlatform() {
    this.folder = RunFolder.create("run-");
    this.broker =
        new EmbeddedBroker(folder.resolve("broker"), Map.of("message.max.bytes", "2000000"))
            .start();
    this.postgres = new EmbeddedPostgres(folder.resolve("postgres"), "catalog").start();
  }

  public static TestPlatform get() {
    return STARTED;
  }

  public Path folder() {
    return folder;
  }

  public EmbeddedBroker broker() {
    return broker;
  }

  public EmbeddedPostgres postgres() {
    return postgres;
  }

  LakeRoot lake() {
    return new LakeRoot("file:" + folder.resolve("buckets"));
  }

  public CatalogSettings catalog() {
    return new CatalogSettings(
        postgres.jdbcUrl("catalog"), postgres.user(), Optional.of(postgres.password()));
  }

  /** From now on a table's commits wait, until what is returned is closed. */
  public HeldCommit holdCommit(TableIdentifier table) throws SQLException {
    return new HeldCommit(
        () -> DriverManager.getConnection(catalog().uri(), postgres.user(), postgres.password()),
        table.namespace().toString(),
        table.name());
  }

  public synchronized SparkSession spark() {
    if (spark == null) {
      spark =
          SparkSettings.session("tests")
              .master("local[2]")
              .config("spark.ui.enabled", false)
              .config("spark.driver.host", "127.0.0.1")
              .config("spark.driver.bindAddress", "127.0.0.1")
              .config("spark.sql.warehouse.dir", folder.resolve("warehouse").toString())
              .getOrCreate();
    }
    return spark;
  }
}

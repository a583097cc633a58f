package io.crossroads.batch;

import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.SparkSettings;
import io.crossroads.store.StoreSettings;
import io.crossroads.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** A lake in a folder and an empty store, both in a PostgreSQL of their own, and a session. */
public final class TestLake implements AutoCloseable {

  /**
   * For small data that a test changes and puts back, which is not what the session remembers: no
   * cache of tables, one partition.
   */
  public static final Map<String, String> SMALL_AND_CHANGING =
      Map.of(
          "spark.default.parallelism",
          "1",
          "spark.sql.shuffle.partitions",
          "1",
          "spark.sql.catalog." + CatalogSettings.NAME + ".cache-enabled",
          "false");

  private final EmbeddedPostgres postgres;
  private final LakeRoot root;
  private final SparkSession spark;
  private final LakeCatalog catalog;

  /**
   * Starts all of it.
   *
   * @param name the session's
   * @param folder an empty one
   * @param further settings of the session
   */
  public TestLake(String name, Path folder, Map<String, String> further) {
    postgres = new EmbeddedPostgres(folder.resolve("postgres"), "catalog", "serving").start();
    CatalogSettings settings =
        new CatalogSettings(
            postgres.jdbcUrl("catalog"), postgres.user(), Optional.of(postgres.password()));
    root = new LakeRoot("file:" + folder.resolve("buckets"));
    SparkSession.Builder builder =
        SparkSettings.session(name)
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1");
    SparkSettings.catalog(settings, root).forEach(builder::config);
    further.forEach(builder::config);
    spark = builder.master("local[2]").getOrCreate();
    catalog = LakeCatalog.open(settings, root, spark.sessionState().newHadoopConf());
  }

  public LakeRoot root() {
    return root;
  }

  public SparkSession spark() {
    return spark;
  }

  public LakeCatalog catalog() {
    return catalog;
  }

  /** The store, with the account that writes. */
  public StoreSettings store() {
    return store("serving");
  }

  /** A further store, empty. */
  public StoreSettings createStore(String database) throws SQLException {
    new TestDatabase(() -> store().connect("test")).execute("create database " + database);
    return store(database);
  }

  private StoreSettings store(String database) {
    return new StoreSettings(
        postgres.jdbcUrl(database), postgres.user(), Optional.of(postgres.password()));
  }

  @Override
  public void close() {
    catalog.close();
    spark.stop();
    postgres.close();
  }
}

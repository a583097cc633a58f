package io.crossroads.batch.reconcile;

import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.SparkSettings;
import io.crossroads.store.StoreSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** A lake in a folder and an empty store, both in a PostgreSQL of their own, and a session. */
final class TestLake implements AutoCloseable {

  private final EmbeddedPostgres postgres;
  private final LakeRoot root;
  private final SparkSession spark;
  private final LakeCatalog catalog;

  /**
   * Starts all of it.
   *
   * @param name the session's
   * @param folder an empty one
   */
  TestLake(String name, Path folder) {
    postgres = new EmbeddedPostgres(folder.resolve("postgres"), "catalog", "serving").start();
    CatalogSettings settings =
        new CatalogSettings(
            postgres.jdbcUrl("catalog"), postgres.user(), Optional.of(postgres.password()));
    root = new LakeRoot("file:" + folder.resolve("buckets"));
    SparkSession.Builder builder =
        SparkSettings.session(name)
            .config("spark.ui.enabled", "false")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.default.parallelism", "1")
            .config("spark.sql.shuffle.partitions", "1");
    SparkSettings.catalog(settings, root).forEach(builder::config);
    // What a test puts back is not what the session remembers.
    builder.config("spark.sql.catalog." + CatalogSettings.NAME + ".cache-enabled", "false");
    spark = builder.master("local[2]").getOrCreate();
    catalog = LakeCatalog.open(settings, root, spark.sessionState().newHadoopConf());
  }

  LakeRoot root() {
    return root;
  }

  SparkSession spark() {
    return spark;
  }

  LakeCatalog catalog() {
    return catalog;
  }

  StoreSettings store() {
    return new StoreSettings(
        postgres.jdbcUrl("serving"), postgres.user(), Optional.of(postgres.password()));
  }

  @Override
  public void close() {
    catalog.close();
    spark.stop();
    postgres.close();
  }
}

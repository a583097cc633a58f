package io.crossroads.lake;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.sql.SparkSession;

/** Settings that the Spark session of every job has, whatever {@code spark-submit} was told. */
public final class SparkSettings {

  private SparkSettings() {}

  /**
   * A builder of a session in UTC with quiet progress.
   *
   * @param name the application's name, such as {@code crossroads archive traffic}
   */
  public static SparkSession.Builder session(String name) {
    SparkSession.Builder builder =
        SparkSession.builder()
            .appName(name)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS");
    if (System.getProperty("spark.master") == null) {
      builder.master("local[*]");
    }
    return builder;
  }

  /**
   * Settings that make the tables readable in SQL, as {@code crossroads.traffic.raw_traffic}. The
   * password is among them, so they are for the driver's session only; Spark's pages and event logs
   * show it masked.
   */
  public static Map<String, String> catalog(CatalogSettings catalog, LakeRoot lake) {
    String prefix = "spark.sql.catalog." + CatalogSettings.NAME;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put(prefix, "org.apache.iceberg.spark.SparkCatalog");
    settings.put(prefix + ".type", "jdbc");
    // A table that is remembered does not know what was committed since, at which a command looks.
    settings.put(prefix + ".cache-enabled", "false");
    catalog
        .catalogProperties(lake)
        .forEach((name, value) -> settings.put(prefix + "." + name, value));
    settings.put(
        "spark.sql.extensions",
        "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");
    return settings;
  }
}

package io.crossroads.testkit;

import org.apache.spark.sql.SparkSession;

/** The Spark session that all tests of this process share; the process's end stops it. */
public final class LocalSpark {

  private LocalSpark() {}

  /** The session, on two cores, started with the first call. */
  public static SparkSession session() {
    return Holder.SESSION;
  }

  private static final class Holder {
    static final SparkSession SESSION =
        SparkSession.builder()
            .master("local[2]")
            .appName("tests")
            .config("spark.ui.enabled", false)
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.sql.shuffle.partitions", 2)
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate();
  }
}

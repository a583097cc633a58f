package io.crossroads.batch;

import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** The Spark session of the batch job's commands. */
final class BatchSession {

  private BatchSession() {}

  /**
   * Starts a session, or takes the one there is. Where nothing says which cluster, as under plain
   * {@code java}, it runs on all cores of this machine.
   */
  static SparkSession start(String name) {
    SparkConf conf =
        new SparkConf()
            .setIfMissing("spark.master", "local[*]")
            .setIfMissing("spark.app.name", name)
            // Tasks exchange records (java.lang.Record), whose fields Kryo cannot set.
            .set("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
    return SparkSession.builder().config(conf).getOrCreate();
  }
}

package io.crossroads.batch;

import io.crossroads.lake.SparkSettings;
import org.apache.spark.sql.SparkSession;

/** The Spark session of the batch job's commands. */
final class BatchSession {

  private BatchSession() {}

  /** Starts a session, whose tasks may exchange records, which Kryo cannot make. */
  static SparkSession start(String name) {
    return SparkSettings.session(name)
        .config("spark.serializer", "org.apache.spark.serializer.JavaSerializer")
        .getOrCreate();
  }
}

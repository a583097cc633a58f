package io.crossroads.streaming.source;

import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.metric.SQLMetric;
import org.apache.spark.sql.execution.streaming.StreamExecution;
import org.apache.spark.sql.execution.streaming.StreamingQueryWrapper;
import org.apache.spark.sql.streaming.StreamingQuery;
import scala.Option;
import scala.collection.Seq;

/**
 * Tells Spark how many records of a batch were read, as its own reading of rows would: the rates of
 * its page and of its progress events come from there.
 */
final class SourceProgress {

  private SourceProgress() {}

  /**
   * Counts records of the batch that this thread runs.
   *
   * @param spark the session that the query was started in
   */
  static void count(SparkSession spark, long records) {
    String id = spark.sparkContext().getLocalProperty(StreamExecution.QUERY_ID_KEY());
    StreamingQuery query = spark.streams().get(id);
    SparkPlan plan =
        ((StreamingQueryWrapper) query).streamingQuery().lastExecution().executedPlan();
    Seq<SparkPlan> sources = plan.collectLeaves();
    for (int i = 0; i < sources.size(); i++) {
      Option<SQLMetric> rows = sources.apply(i).metrics().get("numOutputRows");
      if (rows.isDefined()) {
        rows.get().add(records);
      }
    }
  }
}

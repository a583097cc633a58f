package io.crossroads.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every pipeline in one streaming job, through the DAGs, and the proof of each; that of the
 * tutorial, a JAR in a mounted folder, among them.
 */
@ExtendWith(StackExtension.class)
@Order(5)
class AllPipelinesIT {

  private static final Duration LONGEST = Duration.ofMinutes(6);
  private static final List<String> PIPELINES =
      List.of("traffic", "logs", "iot", "environment", "transactions", "parking");
  private static final Map<String, Object> ALL = Map.of("pipeline", "all");
  private static final int EVENTS = 2_000;

  @Test
  void allPipelinesInOneJobAreProvedOneByOne(Stack stack) throws Exception {
    Airflow airflow = new Airflow(stack);
    green(airflow, "Spark_Streaming_Stop", Map.of("pipeline", "traffic"));
    green(airflow, "Spark_Streaming", ALL);
    assertEquals(List.of("crossroads stream all"), new Cluster(stack).streams());
    for (String pipeline : PIPELINES) {
      stack
          .compose()
          .exec(
              "producer",
              "crossroads-produce",
              "--pipeline",
              pipeline,
              "--count",
              Integer.toString(EVENTS),
              "--rate",
              "400",
              "--invalid",
              "0.01",
              "--late",
              "0.01",
              "--out-of-order",
              "0.01",
              "--duplicates",
              "0.01")
          .check();
    }
    awaitTakenIn(stack);
    green(airflow, "Spark_Views", ALL);
    JsonNode found =
        airflow.returned(
            "Spark_Reconcile", green(airflow, "Spark_Reconcile", ALL), "run_reconcile");
    for (String pipeline : PIPELINES) {
      JsonNode proof = found.path(pipeline);
      assertTrue(proof.path("exact").asBoolean(), found::toString);
      assertEquals(0, proof.path("cells").path("differ").asLong(), found::toString);
      assertTrue(proof.path("cells").path("records").asLong() >= EVENTS, found::toString);
      Printed.line("%s: %s", pipeline, proof.path("cells"));
    }
    assertWhatOnlyTheseKeep(stack, found);
  }

  private static String green(Airflow airflow, String dag, Map<String, Object> form)
      throws Exception {
    airflow.unpause(dag);
    String run = airflow.trigger(dag, form);
    airflow.awaitGreen(dag, run, LONGEST);
    return run;
  }

  private static void awaitTakenIn(Stack stack) throws Exception {
    Await.until(
        "tables and live numbers that have everything",
        LONGEST,
        () ->
            stack
                .compose()
                .exec("spark-submit", "crossroads", "position", "--pipeline", "all", "--live")
                .check(),
        said ->
            !said.contains("not begun")
                && said.lines().filter(line -> line.contains("lag=0 ")).count() == 2);
  }

  /** Rows in PostgreSQL, a relation of both layers, a copy, and an answer as CSV. */
  private static void assertWhatOnlyTheseKeep(Stack stack, JsonNode found) throws Exception {
    Lake lake = new Lake(stack);
    long archived = 0;
    for (JsonNode partition : found.path("environment").path("partitions")) {
      archived += partition.path("archived").asLong();
    }
    assertEquals(archived, lake.ask("select count(*) from sensor_data"));
    assertEquals(archived * 5, lake.ask("select sum(readings) from sensor_data_agg"));
    assertFalse(lake.position("anomalies").isEmpty());
    assertTrue(lake.has("logs", "analytics/top_paths.csv"));
    assertTrue(lake.has("logs", "analytics/top_paths.parquet"));
  }
}

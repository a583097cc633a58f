package io.crossroads.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a person does on the first day, with nothing but a browser, and what has landed then. */
@ExtendWith(StackExtension.class)
@Order(1)
class ByClicksIT {

  private static final Duration LONGEST = Duration.ofMinutes(4);

  /** Over a full minute, so that there is a horizon. */
  private static final int SECONDS = 65;

  private static final int RATE = 100;
  private static final Path PICTURES = Path.of(System.getProperty("output"), "pictures");

  @Test
  @Order(1)
  void theThreeDagsTurnGreen(Stack stack, Browser browser) throws Exception {
    Files.createDirectories(PICTURES);
    AirflowPages pages = AirflowPages.logIn(browser.page(), stack);
    pages.open("Streaming_Producer");
    pages.unpause();
    pages.trigger(
        Map.of(
            "Events a second", Integer.toString(RATE),
            "Seconds", Integer.toString(SECONDS),
            "Share of invalid records", "0.02"));
    for (String dag : List.of("Spark_Streaming", "Spark_Batch")) {
      pages.open(dag);
      pages.unpause();
      pages.trigger(Map.of());
    }
    pages.awaitGreen("Spark_Streaming", LONGEST);
    pages.awaitGreen("Spark_Batch", LONGEST);
    pages.awaitGreen("Streaming_Producer", LONGEST);
    pages.picture(PICTURES.resolve("airflow-runs.png"));
    pages.openList();
    pages.picture(PICTURES.resolve("airflow-dags.png"));
    Airflow airflow = new Airflow(stack);
    for (String dag : List.of("Streaming_Producer", "Spark_Streaming", "Spark_Batch")) {
      assertEquals(1, airflow.runs(dag).size(), "runs of " + dag + " after one click");
    }
  }

  @Test
  @Order(2)
  void whatWasSentIsArchivedOrRejected(Stack stack) throws Exception {
    Airflow airflow = new Airflow(stack);
    String run = airflow.runs("Streaming_Producer").get(0);
    JsonNode report = airflow.returned("Streaming_Producer", run, "produce_traffic_data");
    assertEquals(RATE * SECONDS, report.get("sent").asInt(), "sent");

    Map<Integer, Long> ends = new Topic(stack).ends();
    Lake lake = new Lake(stack);
    Await.until(
        "tables that hold all of " + ends,
        Duration.ofMinutes(1),
        () -> lake.holds(ends),
        yes -> yes);
    new Readers(stack).streamed(ends, new ObjectMapper().convertValue(report, Map.class));
  }

  @Test
  @Order(3)
  void historyHoldsEveryRow(Stack stack) throws Exception {
    String said = new Readers(stack).history();
    if (!stack.dataFolder().startsWith(stack.repository())) {
      assertTrue(said.contains("(48120, 1096719)"), said);
    }
  }

  @Test
  @Order(4)
  void viewsAndProofTurnGreenAndAnswersAreExact(Stack stack, Browser browser) throws Exception {
    AirflowPages pages = AirflowPages.logIn(browser.page(), stack);
    for (String dag : List.of("Spark_Views", "Spark_Reconcile")) {
      pages.open(dag);
      pages.unpause();
      pages.trigger(Map.of());
    }
    pages.awaitGreen("Spark_Views", LONGEST);
    pages.awaitGreen("Spark_Reconcile", LONGEST);
    Airflow airflow = new Airflow(stack);
    // Its hour may come while something else is looked at.
    airflow.pause("Spark_Views");
    JsonNode cells = found(airflow, "Spark_Reconcile", "run_reconcile").get("cells");
    assertEquals(0, cells.get("differ").asLong(), cells.toString());
    assertTrue(cells.get("cells").asLong() > 0, cells.toString());

    JsonNode sent = found(airflow, "Streaming_Producer", "produce_traffic_data");
    long invalid = 0;
    for (JsonNode count : sent.get("invalid_by_reason")) {
      invalid += count.asLong();
    }
    Answers answers = new Answers(stack);
    JsonNode minutes = answers.ask("query?rollup=traffic_by_minute");
    Printed.line("%d events over HTTP, horizon %s", answers.events(), minutes.get("horizon"));
    assertTrue(minutes.get("horizon").isTextual(), minutes.toString());
    assertEquals(sent.get("sent").asLong() - invalid, answers.events(), "events that count");
    JsonNode junctions = answers.ask("pipelines/traffic/analyses/vehicles_by_junction");
    assertTrue(junctions.get("rows").size() > 0, junctions.toString());
  }

  private static JsonNode found(Airflow airflow, String dag, String task) throws Exception {
    return airflow.returned(dag, airflow.runs(dag).get(0), task);
  }

  @Test
  @Order(5)
  void theReaderSeesParquetFiles(Stack stack, Browser browser) throws Exception {
    Files.createDirectories(PICTURES);
    MinioConsole console = MinioConsole.logIn(browser.page(), stack);
    console.openBucket("traffic-batch-data");
    console.assertShows("traffic_1.parquet");
    console.picture(PICTURES.resolve("minio-history.png"));
    console.openBucket("traffic-streaming-data");
    console.open("raw_traffic");
    console.open("data");
    console.openFirst("timestamp_day=");
    console.openFirst("sensor_id=");
    console.assertShows(".parquet");
    console.picture(PICTURES.resolve("minio-archive.png"));
  }
}

package io.crossroads.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** However often the job is asked for, it is there once; and more workers take more work. */
@ExtendWith(StackExtension.class)
@Order(2)
class OneWriterIT {

  private static final Duration LONGEST = Duration.ofMinutes(5);
  private static final String DAG = "Spark_Streaming";
  private static final String TASK = "run_spark_streaming";
  private static final String JOB = "crossroads stream traffic";

  @Test
  @Order(1)
  void stopEndsTheJob(Stack stack) throws Exception {
    Airflow airflow = new Airflow(stack);
    if (new Cluster(stack).streams().isEmpty()) {
      airflow.awaitGreen(DAG, airflow.trigger(DAG, Map.of()), LONGEST);
    }
    assertOneWriter(stack);
    String stop = airflow.trigger("Spark_Streaming_Stop", Map.of());
    airflow.awaitGreen("Spark_Streaming_Stop", stop, LONGEST);
    Cluster cluster = new Cluster(stack);
    assertEquals(List.of(), cluster.streams());
    assertEquals(List.of(), cluster.drivers());
    assertEquals(0, new Lake(stack).writers("catalog"));
    assertEquals(0, new Lake(stack).writers("serving"));
  }

  @Test
  @Order(2)
  void twoTriggersAndAClearedTaskStartOneJob(Stack stack) throws Exception {
    Airflow airflow = new Airflow(stack);
    String first = airflow.trigger(DAG, Map.of());
    String second = airflow.trigger(DAG, Map.of());
    Await.until(
        "task of the first run at work",
        LONGEST,
        () -> airflow.state(DAG, first, TASK),
        Set.of("running", "deferred")::contains);
    airflow.clear(DAG, first, TASK);
    airflow.awaitGreen(DAG, second, LONGEST);
    airflow.awaitGreen(DAG, first, LONGEST);
    assertTrue(airflow.tries(DAG, first, TASK) > 1, "the cleared task was not done again");
    assertOneWriter(stack);
  }

  @Test
  @Order(3)
  void twoWorkersTakeWork(Stack stack) throws Exception {
    Cluster cluster = new Cluster(stack);
    scale(stack, 2);
    Await.until("two workers", LONGEST, cluster::workers, workers -> workers.size() == 2);

    Airflow airflow = new Airflow(stack);
    airflow.unpause("Spark_Batch");
    airflow.awaitGreen("Spark_Batch", airflow.trigger("Spark_Batch", Map.of()), LONGEST);
    for (int number = 1; number <= 2; number++) {
      assertEquals(0, ranSomething(stack, number), "worker " + number + " ran nothing");
    }
    scale(stack, 1);
  }

  private static void scale(Stack stack, int workers) {
    stack
        .compose()
        .command(
            "up",
            "-d",
            "--wait",
            "--no-deps",
            "--no-recreate",
            "--scale",
            "spark-worker=" + workers,
            "spark-worker")
        .check();
  }

  /** The exit code of a search for applications on a worker's page. */
  private static int ranSomething(Stack stack, int worker) {
    return stack
        .compose()
        .command(
            "exec",
            "-T",
            "--index",
            Integer.toString(worker),
            "spark-worker",
            "has-page",
            "127.0.0.1",
            "8081",
            "/json/",
            "\"appid\"")
        .run()
        .code();
  }

  private static void assertOneWriter(Stack stack) throws Exception {
    Cluster cluster = new Cluster(stack);
    assertEquals(List.of(JOB), cluster.streams());
    assertEquals(1, cluster.drivers().size(), cluster.drivers().toString());
    assertEquals(1, new Lake(stack).writers("catalog"), "locks of those who archive");
    assertEquals(1, new Lake(stack).writers("serving"), "locks of those who keep live numbers");
  }
}

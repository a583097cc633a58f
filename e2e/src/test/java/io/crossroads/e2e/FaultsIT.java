package io.crossroads.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * While events flow, everything is killed once; at the end each offset is in one row, and every
 * number is the archive's.
 */
@ExtendWith(StackExtension.class)
@Order(4)
class FaultsIT {

  private static final Duration LONGEST = Duration.ofMinutes(6);
  private static final int ROUNDS = Integer.getInteger("faults.rounds", 1);
  private static final int SECONDS_OF_EVENTS = 3600 * ROUNDS;

  private static final List<Fault> FAULTS =
      List.of(
          new Fault("executor", "spark-worker", "CoarseGrainedExecutorBackend"),
          new Fault("driver", "spark-worker", "worker.DriverWrapper"),
          new Fault("broker", "broker", "kafka.Kafka"),
          new Fault("MinIO", "minio", "minio server"),
          new Fault("PostgreSQL", "postgres", "postgres -c shared_buffers"),
          new Fault("serving", "serving", "serving.jar"),
          new Fault("master", "spark-master", "deploy.master.Master"),
          new Fault("worker", "spark-worker", "deploy.worker.Worker"),
          new Fault("scheduler", "airflow-scheduler", "airflow scheduler"));

  private final List<String> table = new ArrayList<>();

  @Test
  void everyOffsetOnceAfterEveryKill(Stack stack) throws Exception {
    Airflow airflow = new Airflow(stack);
    airflow.unpause("Spark_Streaming");
    produce(stack);
    airflow.awaitGreen("Spark_Streaming", airflow.trigger("Spark_Streaming", Map.of()), LONGEST);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        for (Fault fault : FAULTS) {
          measure(stack, fault.name(), () -> fault.strike(stack));
        }
        Instant beforeDown = Instant.now();
        measure(
            stack,
            "down, then up",
            () -> {
              stack.down();
              stack.up();
              produce(stack);
            });
        assertTrue(airflow.heartbeatOfScheduler().isAfter(beforeDown), "the scheduler is not back");
      }
    } finally {
      Printed.line("| %-16s | commits | healthy |", "killed");
      table.forEach(line -> Printed.line("%s", line));
    }
    Map<Integer, Long> ends = end(stack);
    airflow.unpause("Spark_Views");
    airflow.awaitGreen("Spark_Views", airflow.trigger("Spark_Views", Map.of()), LONGEST);
    proveExact(stack, ends);
  }

  /** Waits until records that were appended after the fault are in the tables, and count. */
  private void measure(Stack stack, String name, Step fault) throws Exception {
    Lake lake = new Lake(stack);
    Topic topic = new Topic(stack);
    Map<Integer, Long> before = topic.ends();
    Instant begin = Instant.now();
    fault.run();
    Map<Integer, Long> after =
        Await.until(
            "new records in the topic after " + name,
            LONGEST,
            topic::ends,
            ends -> total(ends) > total(before));
    Await.until(
        "commits after " + name + " was killed", LONGEST, () -> lake.holds(after), yes -> yes);
    Await.until(
        "live numbers after " + name + " was killed",
        LONGEST,
        () -> Lake.covers(new Answers(stack).livePosition(), after),
        yes -> yes);
    long commits = Duration.between(begin, Instant.now()).toSeconds();
    Await.until("a healthy stack after " + name, LONGEST, () -> unhealthy(stack), List::isEmpty);
    long healthy = Duration.between(begin, Instant.now()).toSeconds();
    table.add(String.format(Locale.ROOT, "| %-16s | %4d s | %4d s |", name, commits, healthy));
    Printed.line("%s", table.get(table.size() - 1));
  }

  private static long total(Map<Integer, Long> ends) {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }

  private static List<String> unhealthy(Stack stack) {
    return stack
        .compose()
        .command("ps", "--all", "--format", "{{.Service}} {{.State}} {{.Health}} {{.ExitCode}}")
        .check()
        .lines()
        .filter(line -> !line.endsWith(" running healthy 0") && !line.endsWith(" exited  0"))
        .toList();
  }

  /**
   * Begins a production that no DAG follows: one that Airflow knows of is begun again by a retry,
   * and then there is no end at which to count.
   */
  private static void produce(Stack stack) {
    stack.compose().exec("producer", "crossroads-topic", "traffic").check();
    String said =
        stack
            .compose()
            .exec(
                "producer",
                "crossroads-run",
                "start",
                "production-traffic",
                "e2e/" + System.nanoTime(),
                Integer.toString(SECONDS_OF_EVENTS + 60),
                "/opt/crossroads/bin/crossroads-produce",
                "--pipeline",
                "traffic",
                "--rate",
                "100",
                "--duration",
                SECONDS_OF_EVENTS + "s")
            .check();
    assertEquals("started", said.strip());
  }

  /** Ends production, and waits until all that was sent is in the tables. */
  private static Map<Integer, Long> end(Stack stack) throws Exception {
    stack.compose().exec("producer", "crossroads-run", "stop", "production-traffic").check();
    Await.until(
        "end of production",
        LONGEST,
        () ->
            stack
                .compose()
                .exec("producer", "crossroads-run", "status", "production-traffic", "0")
                .check(),
        said -> said.startsWith("state=ended"));
    Map<Integer, Long> ends = new Topic(stack).ends();
    Lake lake = new Lake(stack);
    Await.until("tables that hold all of " + ends, LONGEST, () -> lake.holds(ends), yes -> yes);
    assertEquals(ends, new Topic(stack).ends(), "somebody goes on producing");
    return ends;
  }

  private static void proveExact(Stack stack, Map<Integer, Long> ends) throws Exception {
    Answers answers = new Answers(stack);
    Await.until(
        "live numbers of all of " + ends,
        LONGEST,
        () -> Lake.covers(answers.livePosition(), ends),
        yes -> yes);
    String said =
        stack
            .compose()
            .exec("spark-submit", "crossroads", "reconcile", "--pipeline", "traffic", "--cells")
            .within(Duration.ofMinutes(3))
            .check();
    said.lines()
        .filter(line -> line.matches("exact:.*|.* cells, .*"))
        .forEach(line -> Printed.line("%s", line));
    assertTrue(said.contains(" cells, 0 differ: "), said);
    String counted = new Readers(stack).offsets(ends);
    long events = answers.events();
    Printed.line("%d events over HTTP", events);
    assertTrue(counted.startsWith(String.format(Locale.ROOT, "archived %d, ", events)), counted);
    assertEquals(List.of("crossroads stream traffic"), new Cluster(stack).streams());
  }

  /** Something that may fail. */
  private interface Step {
    void run() throws Exception;
  }
}

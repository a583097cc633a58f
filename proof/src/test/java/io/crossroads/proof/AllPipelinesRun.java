package io.crossroads.proof;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.testkit.RunFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * All pipelines in one application, each with a producer of its own whose events are partly wrong,
 * late, doubled and out of order, while the application, views and PostgreSQL are killed: of each
 * pipeline every record sent is archived or rejected once, and no cell of a merged answer differs.
 *
 * <p>{@code -Dall.events=200000 -Dall.rate=400 -Dall.kills=12} runs the full form, {@code
 * -Dall.seed=…} repeats the pauses of a run.
 */
class AllPipelinesRun {

  private static final int EVENTS = Integer.getInteger("all.events", 3_000);
  private static final int RATE = Integer.getInteger("all.rate", 100);
  private static final int KILLS = Integer.getInteger("all.kills", 3);
  private static final long SEED = Long.getLong("all.seed", System.nanoTime());
  private static final String SHARE = "0.01";
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private final Random random = new Random(SEED);

  /** As the processes know them: that of {@link Payments} comes with these tests only. */
  private final List<Pipeline> pipelines =
      Pipelines.all().stream().filter(pipeline -> !pipeline.name().equals("payments")).toList();

  private final Map<String, TiedProcess> producers = new LinkedHashMap<>();
  private final Map<String, Long> sent = new LinkedHashMap<>();
  private Platform platform;
  private TiedProcess stream;

  @BeforeEach
  void start() throws Exception {
    Path folder = RunFolder.create("all-");
    platform =
        Platform.of(
            folder,
            Platform.fastClockBroker(folder),
            SparkSubmit.local().withDriverMemory("1g"),
            "all");
    for (Pipeline pipeline : pipelines) {
      platform.await(platform.producer("topics", "create", "--pipeline", pipeline.name()));
    }
  }

  @AfterEach
  void close() {
    if (platform != null) {
      platform.close();
    }
  }

  @Test
  void everyRecordOfEachIsThereOnceWhateverIsKilled() throws Exception {
    System.out.println("all.seed=" + SEED);
    stream = platform.stream("--every", "5s");
    pipelines.forEach(pipeline -> producers.put(pipeline.name(), producer(pipeline.name())));
    for (int number = 0; number < KILLS; number++) {
      LockSupport.parkNanos(random.nextLong(pauseNanos()));
      kill(number);
    }
    for (TiedProcess producer : producers.values()) {
      assertEquals(0, producer.await(TIMEOUT).orElse(-1), () -> Platform.output(producer));
    }
    publish();

    for (String pipeline : producers.keySet()) {
      sent.put(pipeline, acknowledged(pipeline));
    }
    JsonNode all = ReconcileReport.report(platform, this::coversAllSent);
    assertAll(pipelines.stream().map(pipeline -> () -> requireExact(pipeline.name(), all)));
    assertEquals(
        new ReconcileReport(all.path("environment")).archived(),
        Long.parseLong(platform.ask("select count(*) from serving.sensor_data")));
  }

  /** Twice this on average between kills, so that they are spread over all the sending. */
  private static long pauseNanos() {
    return 2 * Duration.ofSeconds(EVENTS / RATE).toNanos() / (KILLS + 1);
  }

  private TiedProcess producer(String pipeline) {
    return platform.producer(
        "produce",
        "--pipeline",
        pipeline,
        "--count",
        Integer.toString(EVENTS),
        "--rate",
        Integer.toString(RATE),
        "--invalid",
        SHARE,
        "--late",
        SHARE,
        "--out-of-order",
        SHARE,
        "--duplicates",
        SHARE,
        "--json",
        platform.file(pipeline + "-sent.json").toString());
  }

  private void kill(int number) {
    switch (number % 3) {
      case 0 -> {
        stream.kill();
        stream = platform.stream("--every", "5s");
      }
      case 1 -> {
        TiedProcess views = platform.views();
        LockSupport.parkNanos(Duration.ofSeconds(8).toNanos() + random.nextInt(1_000_000_000));
        views.kill();
      }
      default -> {
        platform.postgres().kill();
        LockSupport.parkNanos(random.nextInt(2_000) * 1_000_000L);
        platform.postgres().start();
        assertTrue(stream.isAlive(), () -> Platform.output(stream));
      }
    }
  }

  private void publish() throws InterruptedException {
    TiedProcess views = platform.views();
    assertEquals(0, views.await(TIMEOUT).orElse(-1), () -> Platform.output(views));
  }

  private boolean coversAllSent(JsonNode all) {
    return sent.entrySet().stream()
        .allMatch(of -> new ReconcileReport(all.path(of.getKey())).covers(of.getValue()));
  }

  private long acknowledged(String pipeline) throws Exception {
    JsonNode report = new ObjectMapper().readTree(platform.file(pipeline + "-sent.json").toFile());
    return report.path("acknowledged").asLong();
  }

  private void requireExact(String pipeline, JsonNode all) {
    ReconcileReport found = new ReconcileReport(all.path(pipeline));
    System.out.printf(
        Locale.ROOT,
        "%s: %d sent = %d archived + %d rejected; %d cells, %d differ%n",
        pipeline,
        sent.get(pipeline),
        found.archived(),
        found.rejected(),
        found.cells(),
        found.differ());
    assertTrue(found.exact(), found::toString);
    assertEquals(sent.get(pipeline), found.rows(), found::toString);
    assertEquals(sent.get(pipeline), found.records(), found::toString);
    assertTrue(found.cells() > 0, found::toString);
    assertEquals(0, found.differ(), found::toString);
  }
}

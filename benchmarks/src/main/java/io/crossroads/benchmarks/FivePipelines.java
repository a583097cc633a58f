package io.crossroads.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.proof.Platform;
import io.crossroads.store.Positions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** All pipelines in one application, each with a topic and a producer. */
final class FivePipelines implements AutoCloseable {

  /** Archive and live numbers of minutes of an outage are made up for in a fraction of them. */
  private static final Duration LONGEST_CATCH_UP = Duration.ofMinutes(15);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration LONGEST_RECONCILE = Duration.ofMinutes(30);
  private static final Duration LONGEST_END = Duration.ofMinutes(3);

  private final Platform platform;
  private final Topics topics;
  private final Map<String, String> topicIds = new HashMap<>();
  private final Map<Pipeline, TiedProcess> producers = new HashMap<>();
  private final TiedProcess stream;
  private final StoreWatch watch;

  private FivePipelines(Platform platform)
      throws InterruptedException, ExecutionException, IOException {
    this.platform = platform;
    this.topics = new Topics(platform.bootstrapServers());
    for (Pipeline pipeline : all()) {
      create(pipeline);
      topicIds.put(pipeline.name(), topics.id(pipeline));
    }
    this.stream = platform.stream();
    this.watch = new StoreWatch(platform.store(), all());
  }

  /**
   * Starts broker, PostgreSQL and the application.
   *
   * @param memory the heap of the application, such as {@code 4g}
   */
  static FivePipelines start(Path folder, String memory)
      throws InterruptedException, ExecutionException, IOException {
    Platform platform =
        Platform.of(
            folder,
            new EmbeddedBroker(folder.resolve("broker")),
            new SparkSubmit("local[2]", memory, Map.of("spark.ui.enabled", "false")),
            "all");
    try {
      return new FivePipelines(platform);
    } catch (InterruptedException | ExecutionException | IOException | RuntimeException e) {
      platform.close();
      throw e;
    }
  }

  /** The pipelines, in the order of their registration. */
  static List<Pipeline> all() {
    return Pipelines.all();
  }

  Platform platform() {
    return platform;
  }

  StoreWatch watch() {
    return watch;
  }

  /** The application. */
  TiedProcess stream() {
    return stream;
  }

  /** What the application has said so far of parts of it that cannot go on, without the time. */
  List<String> problems() throws IOException {
    try (Stream<String> lines = Files.lines(stream.log())) {
      return lines
          .filter(line -> line.contains(" cannot go on: "))
          .map(line -> line.replaceFirst("^[0-9:]+ \\w+ +\\w+: ", ""))
          .toList();
    }
  }

  /** Makes the topic of a pipeline. */
  void create(Pipeline pipeline) throws InterruptedException {
    platform.await(platform.producer("topics", "create", "--pipeline", pipeline.name()));
  }

  /** Deletes the topic of a pipeline. */
  void delete(Pipeline pipeline) throws InterruptedException, ExecutionException {
    topics.delete(pipeline);
  }

  /** The topic that a pipeline had at the start. */
  String topicId(Pipeline pipeline) {
    return topicIds.get(pipeline.name());
  }

  /** Starts to send events of a pipeline. */
  void produce(Pipeline pipeline, double rate) {
    producers.put(
        pipeline,
        platform.producer(
            "produce",
            "--pipeline",
            pipeline.name(),
            "--rate",
            Double.toString(rate),
            "--json",
            report(pipeline).toString()));
  }

  private Path report(Pipeline pipeline) {
    return platform.file(pipeline.name() + "-sent.json");
  }

  /** Ends the producers; one whose topic is gone need not end well. */
  void endSending(List<Pipeline> whole) throws InterruptedException {
    for (Map.Entry<Pipeline, TiedProcess> entry : producers.entrySet()) {
      TiedProcess producer = entry.getValue();
      producer.stop(LONGEST_END);
      int code = producer.await(LONGEST_END).orElse(-1);
      if (code != 0 && whole.contains(entry.getKey())) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "the producer of %s ended with %d: %s",
                entry.getKey().name(),
                code,
                Platform.output(producer)));
      }
    }
  }

  /** How many records the broker acknowledged to the producer of a pipeline. */
  long sent(Pipeline pipeline) throws IOException {
    return Files.exists(report(pipeline))
        ? new ObjectMapper().readTree(report(pipeline).toFile()).path("acknowledged").asLong()
        : 0;
  }

  /** When each record was sent that the topic of a pipeline holds. */
  SentRecords records(Pipeline pipeline) {
    return SentRecords.read(platform.bootstrapServers(), pipeline);
  }

  /** How many records of a pipeline's topic a query has not taken in. */
  long lag(Pipeline pipeline, String query) throws InterruptedException, ExecutionException {
    return watch.lag(query, topicId(pipeline), topics.ends(pipeline));
  }

  /** Waits until every query of every pipeline has committed something. */
  void awaitBegun() throws InterruptedException, ExecutionException {
    await("have not begun", () -> places(all(), (place, end) -> watch.steps(place).isEmpty()));
  }

  /** Waits until the store has everything of some pipelines, and knows that the archive has. */
  void awaitTakenIn(List<Pipeline> wanted) throws InterruptedException, ExecutionException {
    await("are behind", () -> places(wanted, (place, end) -> watch.next(place) < end));
  }

  /** Places of which something is true. */
  private interface Search {
    List<StoreWatch.Place> places() throws InterruptedException, ExecutionException;
  }

  private void await(String what, Search search) throws InterruptedException, ExecutionException {
    long deadline = System.nanoTime() + LONGEST_CATCH_UP.toNanos();
    List<StoreWatch.Place> left = search.places();
    while (!left.isEmpty()) {
      if (System.nanoTime() > deadline || !stream.isAlive()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s %s after up to %s (last failure of a look: %s):%n%s",
                left,
                what,
                LONGEST_CATCH_UP,
                watch.failure(),
                Platform.output(stream)));
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      left = search.places();
    }
  }

  /** Where there is something to take in, and more is true. */
  private List<StoreWatch.Place> places(
      List<Pipeline> wanted, BiPredicate<StoreWatch.Place, Long> found)
      throws InterruptedException, ExecutionException {
    List<StoreWatch.Place> places = new ArrayList<>();
    for (Pipeline pipeline : wanted) {
      List<String> queries = new ArrayList<>(List.of(Positions.SPEED, Positions.ARCHIVE));
      pipeline.rows().ifPresent(table -> queries.add(StoreWatch.ROWS));
      for (Map.Entry<Integer, Long> end : topics.ends(pipeline).entrySet()) {
        for (String query : queries) {
          StoreWatch.Place place = new StoreWatch.Place(query, topicId(pipeline), end.getKey());
          if (found.test(place, end.getValue())) {
            places.add(place);
          }
        }
      }
    }
    return places;
  }

  /** Stops the application, and counts what became of every record, by pipeline. */
  JsonNode reconciled() throws IOException, InterruptedException {
    stream.close();
    Path json = platform.file("reconciled.json");
    TiedProcess reconcile = platform.reconcile(json);
    // It ends with 1 where something is not exact, which its report says as well.
    int code = reconcile.await(LONGEST_RECONCILE).orElse(-1);
    if (code != 0 && !Files.exists(json)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT, "reconcile ended with %d: %s", code, Platform.output(reconcile)));
    }
    return new ObjectMapper().readTree(json.toFile());
  }

  /** How many rows the table of a pipeline's events has. */
  long rows(String table) throws SQLException {
    return Long.parseLong(platform.ask("select count(*) from serving." + table));
  }

  @Override
  public void close() {
    watch.close();
    topics.close();
    platform.close();
  }
}

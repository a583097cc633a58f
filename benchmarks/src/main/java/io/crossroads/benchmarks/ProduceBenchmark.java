package io.crossroads.benchmarks;

import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.LogTail;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.simulate.Simulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code produce} at full speed against kafka-producer-perf-test: the same broker, client settings,
 * number and size of records, in turn, each in a process and a topic of its own. The other side
 * sends lines that were made before; ours makes every event, and sends a key with it.
 *
 * <p>Arguments: records a run (default 5,000,000) and rounds (default 3).
 */
public final class ProduceBenchmark {

  private static final Duration LONGEST_RUN = Duration.ofMinutes(5);
  private static final Pattern RATE = Pattern.compile("([0-9.]+)(?: records/sec|/s for)");
  private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

  private final Path folder;
  private final EmbeddedBroker broker;
  private final long records;

  private ProduceBenchmark(Path folder, EmbeddedBroker broker, long records) {
    this.folder = folder;
    this.broker = broker;
    this.records = records;
  }

  /** Prints a line for each round, and the ratio of the medians. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    long records = arguments.length > 0 ? Long.parseLong(arguments[0]) : 5_000_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    Path folder = Files.createTempDirectory("crossroads-produce-");
    try (EmbeddedBroker broker = new EmbeddedBroker(folder.resolve("broker")).start()) {
      new ProduceBenchmark(folder, broker, records).run(rounds);
    } finally {
      Folders.delete(folder);
    }
  }

  private void run(int rounds) throws IOException, InterruptedException {
    Path lines = lines(100_000);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      theirs.add(perfTest(lines, "perf-" + round));
      ours.add(produce("ours-" + round));
      System.out.printf(
          Locale.ROOT,
          "round %d: produce %,.0f/s, kafka-producer-perf-test %,.0f/s, ratio %.2f%n",
          round,
          ours.get(round - 1),
          theirs.get(round - 1),
          ours.get(round - 1) / theirs.get(round - 1));
    }
    System.out.printf(
        Locale.ROOT,
        "(c) produce / kafka-producer-perf-test, medians of %d runs of %,d records:"
            + " %,.0f/s / %,.0f/s = %.2f%n",
        rounds,
        records,
        Median.of(ours),
        Median.of(theirs),
        Median.of(ours) / Median.of(theirs));
  }

  /** The events that ours will send, or their beginning, one a line. */
  private Path lines(int count) throws IOException {
    Simulator simulator = Pipelines.named("traffic").simulators().apply(1);
    long start = 1_767_225_600_000_000L; // 2026-01-01T00:00:00Z
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      byte[] value = simulator.next(start + i * 1_000L).value();
      text.append(new String(value, StandardCharsets.UTF_8)).append('\n');
    }
    return Files.writeString(folder.resolve("events.jsonl"), text);
  }

  private double perfTest(Path lines, String topic) throws InterruptedException {
    createTopic(topic);
    List<String> arguments =
        new ArrayList<>(
            List.of("--topic", topic, "--num-records", Long.toString(records), "--throughput"));
    arguments.addAll(List.of("-1", "--payload-file", lines.toString(), "--producer-props"));
    arguments.addAll(
        List.of(
            "bootstrap.servers=" + broker.bootstrapServers(),
            "acks=all",
            "enable.idempotence=true",
            "compression.type=lz4",
            "linger.ms=20",
            "batch.size=262144",
            "buffer.memory=67108864"));
    return rate(
        topic,
        List.of(
            "-cp",
            Repository.classPath("embedded/broker"),
            "org.apache.kafka.tools.ProducerPerformance"),
        arguments);
  }

  private double produce(String topic) throws InterruptedException {
    createTopic(topic);
    return rate(
        topic,
        List.of("-jar", Repository.built("producer/target/producer.jar").toString()),
        List.of(
            "produce",
            "--topic",
            topic,
            "--bootstrap-servers",
            broker.bootstrapServers(),
            "--rate",
            "max",
            "--count",
            Long.toString(records),
            "--start",
            "2026-01-01T00:00:00Z",
            "--step",
            "1ms"));
  }

  private void createTopic(String topic) throws InterruptedException {
    run(
        topic + "-create",
        List.of("-jar", Repository.built("producer/target/producer.jar").toString()),
        List.of(
            "topics",
            "create",
            "--topic",
            topic,
            "--bootstrap-servers",
            broker.bootstrapServers()));
  }

  /** The rate that a run reports in its last line. */
  private double rate(String name, List<String> program, List<String> arguments)
      throws InterruptedException {
    List<String> last = LogTail.lines(run(name, program, arguments), 1);
    Matcher rate = RATE.matcher(String.join("", last));
    if (!rate.find()) {
      throw new IllegalStateException(name + " reported no rate: " + last);
    }
    return Double.parseDouble(rate.group(1));
  }

  private Path run(String name, List<String> program, List<String> arguments)
      throws InterruptedException {
    Path log = folder.resolve(name + ".log");
    try (TiedProcess process = TiedProcess.start(Launch.java(log, HEAP, program, arguments))) {
      int exitCode = process.await(LONGEST_RUN).orElse(-1);
      if (exitCode != 0) {
        throw new IllegalStateException(
            name + " ended with " + exitCode + ": " + LogTail.lines(log, 10));
      }
    }
    return log;
  }
}

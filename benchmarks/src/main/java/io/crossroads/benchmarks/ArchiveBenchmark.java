package io.crossroads.benchmarks;

import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code archive} against the usual way of Kafka to Parquet in Spark: {@code from_json} with typed
 * columns and a plain Parquet sink. The same topic with four partitions, the same source, batches
 * of a million, two cores and a heap of 2 GB each, in turn, each in a process of its own. Ours is
 * the fat JAR as it is shipped: into tables partitioned by day and sensor, with column metrics,
 * positions and checks.
 *
 * <p>Time counts between commits as the sinks recorded them, from the one after the warm-up to the
 * last. Arguments: records that count (default 10,000,000), for the warm-up (default 3,000,000),
 * both multiples of a million, and rounds (default 3).
 */
public final class ArchiveBenchmark {

  private static final String TOPIC = "bench";
  private static final String HEAP = "2g";

  private final Path folder;
  private final EmbeddedBroker broker;
  private final EmbeddedPostgres postgres;
  private final long warmUp;
  private final long records;
  private final Set<String> sums = new TreeSet<>();

  private ArchiveBenchmark(
      Path folder, EmbeddedBroker broker, EmbeddedPostgres postgres, long warmUp, long records) {
    this.folder = folder;
    this.broker = broker;
    this.postgres = postgres;
    this.warmUp = warmUp;
    this.records = records;
  }

  /** Prints a line for each round, and the ratio of the medians. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    long records = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
    long warmUp = arguments.length > 1 ? Long.parseLong(arguments[1]) : 3_000_000;
    int rounds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 3;
    Path folder = Files.createTempDirectory("crossroads-archive-");
    try (EmbeddedBroker broker = new EmbeddedBroker(folder.resolve("broker")).start();
        EmbeddedPostgres postgres =
            new EmbeddedPostgres(folder.resolve("postgres"), "catalog").start()) {
      new ArchiveBenchmark(folder, broker, postgres, warmUp, records).run(rounds);
    } finally {
      Folders.delete(folder);
    }
  }

  private void run(int rounds) throws InterruptedException, IOException {
    String bytes = fill();
    System.out.printf(
        Locale.ROOT, "%,d JSON events of %s bytes, 4 partitions, lz4%n", warmUp + records, bytes);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      theirs.add(theirs(round));
      ours.add(ours(round));
      System.out.printf(
          Locale.ROOT,
          "round %d: archive %,.0f/s, from_json and plain Parquet %,.0f/s, ratio %.2f%n",
          round,
          ours.get(round - 1),
          theirs.get(round - 1),
          ours.get(round - 1) / theirs.get(round - 1));
    }
    if (sums.size() != 1) {
      throw new IllegalStateException("the outputs differ: " + sums);
    }
    System.out.println("both hold (rows, sums of speed, density, time, sensor): " + sums);
    System.out.printf(
        Locale.ROOT,
        "(a) archive / from_json and plain Parquet, warm, medians of %d runs of %,d records:"
            + " %,.0f/s / %,.0f/s = %.2f%n",
        rounds,
        records,
        Median.of(ours),
        Median.of(theirs),
        Median.of(ours) / Median.of(theirs));
  }

  private String fill() throws InterruptedException {
    return figure(
        "fill", List.of(broker.bootstrapServers(), TOPIC, Long.toString(warmUp + records)));
  }

  private double theirs(int round) throws InterruptedException, IOException {
    Path output = folder.resolve("theirs-" + round);
    figure("usual", List.of(broker.bootstrapServers(), TOPIC, output.toString()));
    double rate = rate("check-usual", List.of(output.resolve("data").toString()));
    Folders.delete(output);
    return rate;
  }

  private double ours(int round) throws InterruptedException, IOException {
    Path lake = folder.resolve("ours-" + round);
    List<String> catalog =
        List.of("--lake", lake.toUri().toString(), "--catalog-uri", postgres.jdbcUrl("catalog"));
    List<String> arguments =
        new ArrayList<>(List.of("archive", "--until-caught-up", "--topic", TOPIC));
    arguments.addAll(catalog);
    arguments.addAll(
        List.of(
            "--bootstrap-servers",
            broker.bootstrapServers(),
            "--catalog-user",
            postgres.user(),
            "--table",
            "round_" + round));
    SparkSubmit submit = new SparkSubmit("local[2]", HEAP, Map.of("spark.ui.enabled", "false"));
    SideProcess.await(
        TiedProcess.start(
            submit
                .launch(
                    folder.resolve("ours-" + round + ".log"),
                    Repository.built("spark-streaming-job/target/spark-streaming-job.jar"),
                    arguments)
                .withEnvironment(
                    Map.of(
                        "SPARK_LOCAL_IP",
                        "127.0.0.1",
                        "CROSSROADS_CATALOG_PASSWORD",
                        postgres.password()))),
        "archive");
    double rate =
        rate(
            "check-archive",
            List.of(
                lake.toUri().toString(),
                postgres.jdbcUrl("catalog"),
                postgres.user(),
                postgres.password(),
                "round_" + round));
    Folders.delete(lake);
    return rate;
  }

  /** Records a second, from a check that the output is complete and correct. */
  private double rate(String what, List<String> arguments) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of(Long.toString(warmUp), Long.toString(records)));
    all.addAll(arguments);
    String[] figures = figure(what, all).split(" ");
    sums.add(figures[1]);
    return Double.parseDouble(figures[0]);
  }

  private String figure(String what, List<String> arguments) throws InterruptedException {
    List<String> all = new ArrayList<>(List.of(what));
    all.addAll(arguments);
    return SideProcess.run(folder.resolve(what + ".log"), HEAP, ArchiveSide.class, all).stream()
        .reduce((first, second) -> second)
        .orElse("");
  }
}

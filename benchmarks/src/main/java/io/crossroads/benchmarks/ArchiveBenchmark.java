package io.crossroads.benchmarks;

import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.LogTail;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.TiedProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code archive}, with positions and into the partitioned table, against the usual way: {@code
 * from_json} with typed columns into plain Parquet. The same topic of four partitions, both on
 * Spark's Kafka source, batches of 1,000,000 records, two cores, a heap of 2 GB, in turn and each
 * in a process of its own. What counts is the second half of the records: both are warm then.
 *
 * <p>Arguments: records in all (default 20,000,000) and rounds (default 2).
 */
public final class ArchiveBenchmark {

  static final String SUMS = "sums: ";

  private static final long BATCH = 1_000_000;
  private static final Duration LONGEST_RUN = Duration.ofMinutes(15);
  private static final Pattern BATCH_DONE = Pattern.compile("^(\\d+) .*batch.* ?records=(\\d+)");

  private final Path folder;
  private final EmbeddedBroker broker;
  private final EmbeddedPostgres postgres;
  private final long records;
  private final Set<String> sums = new TreeSet<>();

  private ArchiveBenchmark(
      Path folder, EmbeddedBroker broker, EmbeddedPostgres postgres, long records) {
    this.folder = folder;
    this.broker = broker;
    this.postgres = postgres;
    this.records = records;
  }

  /** Prints a line for each round, and the ratio of the medians. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    long records = arguments.length > 0 ? Long.parseLong(arguments[0]) : 20 * BATCH;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    Path folder = Files.createTempDirectory("crossroads-archive-");
    try (EmbeddedBroker broker = new EmbeddedBroker(folder.resolve("broker")).start();
        EmbeddedPostgres postgres =
            new EmbeddedPostgres(folder.resolve("postgres"), "catalog").start()) {
      new ArchiveBenchmark(folder, broker, postgres, records).run(rounds);
    } finally {
      Folders.delete(folder);
    }
  }

  private void run(int rounds) throws IOException, InterruptedException {
    fillTopic();
    List<Double> ours = new ArrayList<>();
    List<Double> usual = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      usual.add(usual(round));
      ours.add(ours(round));
      System.out.printf(
          Locale.ROOT,
          "round %d: archive %,.0f/s, the usual way %,.0f/s, ratio %.2f%n",
          round,
          ours.get(round - 1),
          usual.get(round - 1),
          ours.get(round - 1) / usual.get(round - 1));
    }
    if (sums.size() != 1 || !sums.iterator().next().startsWith(records + " " + records + " ")) {
      throw new IllegalStateException("the archives differ or are not complete: " + sums);
    }
    System.out.println("all hold (rows, offsets, speeds, densities, times): " + sums);
    System.out.printf(
        Locale.ROOT,
        "(a) archive / from_json to plain Parquet, warm, medians of %d runs: %,.0f/s / %,.0f/s ="
            + " %.2f%n",
        rounds,
        Median.of(ours),
        Median.of(usual),
        Median.of(ours) / Median.of(usual));
  }

  private void fillTopic() throws InterruptedException {
    List<String> jar = List.of("-jar", Repository.built("producer/target/producer.jar").toString());
    run("create", jar, producer("topics", "create", "--partitions", "4"), Map.of());
    run(
        "fill",
        jar,
        producer(
            "produce",
            "--rate",
            "max",
            "--count",
            Long.toString(records),
            "--start",
            "2026-01-01T00:00:00Z",
            "--step",
            "1ms"),
        Map.of());
  }

  private List<String> producer(String... words) {
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
    return arguments;
  }

  private double usual(int round) throws IOException, InterruptedException {
    Path output = folder.resolve("usual-" + round);
    Path log =
        run(
            "usual-" + round,
            side(),
            List.of(
                "usual",
                broker.bootstrapServers(),
                "traffic-stream",
                Long.toString(BATCH),
                output.toString()),
            Map.of());
    sum("parquet", output.resolve("data").toString());
    Folders.delete(output);
    return warmRate(log);
  }

  private double ours(int round) throws IOException, InterruptedException {
    Path lake = folder.resolve("buckets-" + round);
    String database = "catalog";
    List<String> arguments =
        new ArrayList<>(List.of("archive", "--until-caught-up", "--table", "raw_" + round));
    arguments.addAll(List.of("--bootstrap-servers", broker.bootstrapServers()));
    arguments.addAll(List.of("--lake", "file:" + lake));
    arguments.addAll(List.of("--catalog-uri", postgres.jdbcUrl(database)));
    arguments.addAll(List.of("--catalog-user", postgres.user()));
    Path log =
        run(
            "ours-" + round,
            List.of(
                "-cp",
                classPath("spark-streaming-job/target/spark-streaming-job.jar"),
                "io.crossroads.streaming.Main"),
            arguments,
            Map.of("CROSSROADS_CATALOG_PASSWORD", postgres.password()));
    sum("iceberg", lake.resolve("traffic-streaming-data/raw_" + round).toString());
    Folders.delete(lake);
    return warmRate(log);
  }

  private void sum(String kind, String place) throws IOException, InterruptedException {
    String at = kind.equals("iceberg") ? newestMetadata(Path.of(place)) : place;
    Path log = run("sums", side(), List.of("sums", kind, at), Map.of());
    for (String line : LogTail.lines(log, Integer.MAX_VALUE)) {
      if (line.startsWith(SUMS)) {
        sums.add(line.substring(SUMS.length()));
      }
    }
  }

  private static String newestMetadata(Path table) throws IOException {
    try (var files = Files.list(table.resolve("metadata"))) {
      return files
          .map(Path::toString)
          .filter(file -> file.endsWith(".metadata.json"))
          .sorted()
          .reduce((one, next) -> next)
          .orElseThrow();
    }
  }

  /** Records a second from the end of the batch in the middle to the end of the last. */
  private double warmRate(Path log) throws IOException {
    long seen = 0;
    long middleAt = 0;
    long middle = 0;
    long lastAt = 0;
    for (String line : Files.readAllLines(log)) {
      Matcher done = BATCH_DONE.matcher(line);
      if (done.find()) {
        lastAt = Long.parseLong(done.group(1));
        seen += Long.parseLong(done.group(2));
        if (seen <= records / 2) {
          middleAt = lastAt;
          middle = seen;
        }
      }
    }
    if (seen != records || middle == 0) {
      throw new IllegalStateException(log + " speaks of " + seen + " records, not " + records);
    }
    return (seen - middle) * 1_000.0 / (lastAt - middleAt);
  }

  private static List<String> side() {
    return List.of(
        "-cp",
        classPath("benchmarks/target/classes")
            + File.pathSeparator
            + Repository.built("spark-streaming-job/target/spark-streaming-job.jar"),
        ArchiveSide.class.getName());
  }

  private static String classPath(String first) {
    return Repository.built(first) + File.pathSeparator + Repository.classPath("embedded/spark");
  }

  private Path run(
      String name, List<String> program, List<String> arguments, Map<String, String> environment)
      throws InterruptedException {
    Path log = folder.resolve(name + ".log");
    List<String> options =
        List.of(
            "@" + Repository.built("conf/spark-java-options"),
            "-Dlog4j2.configurationFile=" + Repository.built("benchmarks/log4j2.properties"),
            "-Dspark.master=local[2]",
            "-Dspark.ui.enabled=false",
            "-Xmx2g");
    Launch launch = Launch.java(log, options, program, arguments).withEnvironment(environment);
    try (TiedProcess process = TiedProcess.start(launch)) {
      int exitCode = process.await(LONGEST_RUN).orElse(-1);
      if (exitCode != 0) {
        throw new IllegalStateException(
            name + " ended with " + exitCode + ": " + LogTail.lines(log, 20));
      }
    }
    return log;
  }
}

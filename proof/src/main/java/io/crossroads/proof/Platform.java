package io.crossroads.proof;

import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.LogTail;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.store.ReadOnlyAccount;
import io.crossroads.store.StoreSettings;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A broker and a PostgreSQL that run, and the programs that work with them as people start them.
 */
public final class Platform implements AutoCloseable {

  public static final String PIPELINE = "traffic";
  public static final String TOPIC = "traffic-stream";

  private static final String PRODUCER = "producer/target/producer.jar";
  private static final String STREAMING = "spark-streaming-job/target/spark-streaming-job.jar";
  private static final String BATCH = "spark-batch-job/target/spark-batch-job.jar";
  private static final String SERVING = "serving/target/serving.jar";

  private static final String READER = "reader";

  /** The variable that names the folder of reference data, the same for all. */
  private static final String REFERENCE = "CROSSROADS_REFERENCE";

  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Pattern ADDRESS = Pattern.compile("serving on (http://\\S+),");

  private final Path folder;
  private final EmbeddedBroker broker;
  private final EmbeddedPostgres postgres;
  private final SparkSubmit spark;
  private final String pipeline;
  private final String lake;
  private final List<TiedProcess> processes = new ArrayList<>();

  private Platform(
      Path folder, EmbeddedBroker broker, SparkSubmit spark, String pipeline, String lake) {
    this.folder = folder.toAbsolutePath();
    this.broker = broker;
    this.postgres = new EmbeddedPostgres(folder.resolve("postgres"), "catalog", "serving");
    this.spark = spark;
    this.pipeline = pipeline;
    this.lake = lake;
  }

  /**
   * A {@link FastClockBroker} that does not run yet; it keeps everything in a folder of its own.
   */
  public static EmbeddedBroker fastClockBroker(Path folder) {
    return new EmbeddedBroker(
        folder.resolve("broker"),
        Repository.built("proof/target/classes"),
        FastClockBroker.class.getName());
  }

  /**
   * Starts broker and PostgreSQL and makes the topic and the account that reads.
   *
   * @param broker one that does not run yet
   * @param spark how jobs are run
   */
  public static Platform start(
      Path folder, EmbeddedBroker broker, SparkSubmit spark, int partitions)
      throws SQLException, InterruptedException {
    Platform platform = of(folder, broker, spark, PIPELINE);
    platform.await(
        platform.producer(
            "topics",
            "create",
            "--pipeline",
            PIPELINE,
            "--partitions",
            Integer.toString(partitions)));
    platform.createReader();
    return platform;
  }

  private void createReader() throws SQLException {
    execute(String.format(Locale.ROOT, "create role %s login password '%s'", READER, READER));
    for (String grant : ReadOnlyAccount.grants(store().user(), READER)) {
      execute(grant);
    }
  }

  /**
   * Starts broker and PostgreSQL for a pipeline whose topic is yet to be made.
   *
   * @param broker one that does not run yet
   * @param spark how jobs are run
   */
  public static Platform of(
      Path folder, EmbeddedBroker broker, SparkSubmit spark, String pipeline) {
    return of(
        folder, broker, spark, pipeline, "file:" + folder.toAbsolutePath().resolve("buckets"));
  }

  /**
   * The same with its tables elsewhere.
   *
   * @param lake where the buckets are, such as {@code hdfs://host:port/lake}
   */
  public static Platform of(
      Path folder, EmbeddedBroker broker, SparkSubmit spark, String pipeline, String lake) {
    Platform platform = new Platform(folder, broker, spark, pipeline, lake);
    broker.start();
    platform.postgres.start();
    return platform;
  }

  public EmbeddedPostgres postgres() {
    return postgres;
  }

  /** Where clients find the broker. */
  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  /** A folder or file of this platform. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** The serving store, with the account that writes. */
  public StoreSettings store() {
    return new StoreSettings(
        postgres.jdbcUrl("serving"), postgres.user(), Optional.of(postgres.password()));
  }

  /** Executes a statement in the serving store. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = store().connect("proof");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first value that a query of the serving store gives, as text; empty if it has no row. */
  public String ask(String sql) throws SQLException {
    try (Connection connection = store().connect("proof");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "";
    }
  }

  /** Starts a command of the producer that works with the broker. */
  public TiedProcess producer(String... words) {
    List<String> arguments = new ArrayList<>(Arrays.asList(words));
    arguments.addAll(List.of("--bootstrap-servers", bootstrapServers()));
    return producer(arguments);
  }

  /** Starts to load reference data. */
  public TiedProcess loadReference(String... words) {
    List<String> arguments = new ArrayList<>(List.of("reference", "load", "--pipeline", pipeline));
    arguments.addAll(Arrays.asList(words));
    return producer(arguments);
  }

  private TiedProcess producer(List<String> arguments) {
    return started(
        Launch.java(
                log(arguments.get(0)),
                List.of("-Xmx256m", "-XX:+UseSerialGC"),
                List.of("-jar", Repository.built(PRODUCER).toString()),
                arguments)
            .withEnvironment(Map.of(REFERENCE, reference())));
  }

  /**
   * Starts a command of {@code bin/crossroads}, which finds in the environment what it must know.
   *
   * @param further variables beside those of broker, store and lake
   */
  public TiedProcess crossroads(Map<String, String> further, String... words) {
    List<String> command =
        new ArrayList<>(List.of(Repository.root().resolve("bin/crossroads").toString()));
    command.addAll(Arrays.asList(words));
    return started(
        Launch.of(log(words[0]), command)
            .withEnvironment(
                Map.of(
                    "JAVA_HOME",
                    System.getProperty("java.home"),
                    "CROSSROADS_MASTER",
                    "local[2]",
                    "CROSSROADS_DRIVER_MEMORY",
                    "1g",
                    "CROSSROADS_BOOTSTRAP_SERVERS",
                    bootstrapServers(),
                    "CROSSROADS_LAKE",
                    "file:" + folder.resolve("buckets")))
            .withEnvironment(
                Map.of(
                    "CROSSROADS_CATALOG_URI",
                    postgres.jdbcUrl("catalog"),
                    "CROSSROADS_CATALOG_USER",
                    postgres.user(),
                    "CROSSROADS_CATALOG_PASSWORD",
                    postgres.password(),
                    "CROSSROADS_STORE_URI",
                    store().uri(),
                    "CROSSROADS_STORE_USER",
                    postgres.user(),
                    "CROSSROADS_STORE_PASSWORD",
                    postgres.password()))
            .withEnvironment(further));
  }

  /** Starts archive and live numbers, and returns when both follow the topic. */
  public TiedProcess stream(String... further) {
    List<String> words = job("stream");
    words.addAll(List.of("--bootstrap-servers", bootstrapServers()));
    words.addAll(Arrays.asList(further));
    TiedProcess stream = spark(STREAMING, words);
    awaitLine(stream, "live numbers from");
    awaitLine(stream, "archiving from");
    return stream;
  }

  /** Starts a run of views. */
  public TiedProcess views(String... further) {
    List<String> words = job("views");
    words.addAll(Arrays.asList(further));
    return spark(BATCH, words);
  }

  /** Starts the comparison of every cell. */
  public TiedProcess reconcile(Path json, String... further) {
    List<String> words = job("reconcile");
    words.addAll(List.of("--cells", "--json", json.toString()));
    words.addAll(Arrays.asList(further));
    return spark(BATCH, words);
  }

  /** Starts to send rejected records through their topic again. */
  public TiedProcess replayRejected(String... further) {
    List<String> words = job("replay-rejected");
    words.addAll(List.of("--bootstrap-servers", bootstrapServers()));
    words.addAll(Arrays.asList(further));
    return spark(BATCH, words);
  }

  /** Starts serving, as {@code bin/crossroads serve} does, and returns when it listens. */
  public Serving serve() {
    return listening(
        started(
            Launch.java(
                    log("serve"),
                    List.of("-Xmx256m", "-XX:+UseSerialGC"),
                    List.of("-jar", Repository.built(SERVING).toString()),
                    List.of(
                        "serve",
                        "--port",
                        "0",
                        "--store-uri",
                        store().uri(),
                        "--store-user",
                        READER))
                .withEnvironment(Map.of("CROSSROADS_STORE_PASSWORD", READER))));
  }

  /** Makes the account that reads, starts serving by the launcher, and returns when it listens. */
  public Serving serve(Map<String, String> further) throws SQLException {
    createReader();
    Map<String, String> environment = new HashMap<>(further);
    environment.put("CROSSROADS_STORE_USER", READER);
    environment.put("CROSSROADS_STORE_PASSWORD", READER);
    return listening(crossroads(environment, "serve", "--port", "0"));
  }

  private static Serving listening(TiedProcess process) {
    awaitLine(process, "serving on");
    Matcher address = ADDRESS.matcher(output(process));
    if (!address.find()) {
      throw new IllegalStateException("no address in " + output(process));
    }
    return new Serving(process, URI.create(address.group(1)));
  }

  /** A process that answers questions, and where. */
  public record Serving(TiedProcess process, URI address) {}

  /** Waits for the end of a process and returns what it printed; it must end well. */
  public String await(TiedProcess process) throws InterruptedException {
    int code = process.await(TIMEOUT).orElse(-1);
    if (code != 0) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "ended with %d:%n%s", code, output(process)));
    }
    return output(process);
  }

  /** The end of what a process has printed. */
  public static String output(TiedProcess process) {
    return String.join("\n", LogTail.lines(process.log(), 200));
  }

  /** Waits until a process has printed something. */
  public static void awaitLine(TiedProcess process, String part) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!output(process).contains(part)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "never printed '%s' but:%n%s", part, output(process)));
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  private List<String> job(String command) {
    return new ArrayList<>(
        List.of(
            command,
            "--pipeline",
            pipeline,
            "--lake",
            lake,
            "--catalog-uri",
            postgres.jdbcUrl("catalog"),
            "--catalog-user",
            postgres.user(),
            "--store-uri",
            store().uri(),
            "--store-user",
            store().user()));
  }

  private TiedProcess spark(String jar, List<String> words) {
    return started(
        spark
            .launch(log(words.get(0)), Repository.built(jar), words)
            .withEnvironment(
                Map.of(
                    "CROSSROADS_CATALOG_PASSWORD",
                    postgres.password(),
                    "CROSSROADS_STORE_PASSWORD",
                    postgres.password(),
                    REFERENCE,
                    reference())));
  }

  private TiedProcess started(Launch launch) {
    TiedProcess process = TiedProcess.start(launch);
    processes.add(process);
    return process;
  }

  private String reference() {
    return folder.resolve("reference").toString();
  }

  private Path log(String name) {
    return folder
        .resolve("logs")
        .resolve(String.format(Locale.ROOT, "%03d-%s.log", processes.size() + 1, name));
  }

  /** Ends everything that was started. */
  @Override
  public void close() {
    processes.forEach(TiedProcess::kill);
    postgres.close();
    broker.close();
  }
}

package io.crossroads.demo.process;

import io.crossroads.cli.CommandFailure;
import io.crossroads.demo.setup.DemoEnvironment;
import io.crossroads.demo.setup.DemoFolder;
import io.crossroads.demo.setup.DemoSettings;
import io.crossroads.demo.setup.ServingPort;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.StoreOptions;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command lines of everything that the demo runs, the same as anybody's.
 *
 * @param settings what is shown
 * @param folder where everything is kept
 * @param services the broker and the database server with catalog and store
 */
public record Programs(DemoSettings settings, DemoFolder folder, Services services) {

  /** The batch command that the horizon moves with. */
  public static final String VIEWS = "views";

  /** The database of the catalog. */
  static final String CATALOG = "catalog";

  /** The database of the serving store. */
  static final String SERVING = "serving";

  /** Sooner than usual, as a demo is short. */
  private static final String COMMIT_EVERY = "5s";

  /** Two jobs run at a time, on machines that have little memory to spare. */
  private static final String HEAP = "768m";

  /** For several pipelines in one application. */
  private static final String HEAP_OF_SEVERAL = "1536m";

  private static final String CATALOG_PASSWORD = "CROSSROADS_CATALOG_PASSWORD";

  private static final String PRODUCER = "producer/target/producer.jar";
  private static final String STREAMING = "spark-streaming-job/target/spark-streaming-job.jar";
  private static final String BATCH = "spark-batch-job/target/spark-batch-job.jar";
  private static final String SERVE = "serving/target/serving.jar";

  /**
   * Nothing happens if everything that these run is built.
   *
   * @throws CommandFailure if not
   */
  public static void requireBuilt() {
    try {
      List.of(PRODUCER, STREAMING, BATCH, SERVE).forEach(Repository::built);
    } catch (IllegalStateException missing) {
      throw new CommandFailure(missing.getMessage(), missing);
    }
  }

  /** Creates a topic. */
  public Launch createTopic(Pipeline pipeline) {
    return producer(
        named("topics", pipeline),
        "topics",
        "create",
        "--pipeline",
        pipeline.name(),
        "--bootstrap-servers",
        bootstrapServers());
  }

  /** What a process is called that is there once for each pipeline. */
  public String named(String command, Pipeline pipeline) {
    return settings.several() ? command + "-" + pipeline.name() : command;
  }

  /** Sends events until it is stopped, some of them wrong on purpose. */
  public Launch produce(Pipeline pipeline) {
    return producer(
        named("produce", pipeline),
        "produce",
        "--pipeline",
        pipeline.name(),
        "--bootstrap-servers",
        bootstrapServers(),
        "--rate",
        Integer.toString(settings.rate(pipeline)),
        "--seed",
        Long.toString(settings.seed()),
        "--invalid",
        "0.02",
        "--late",
        "0.02",
        "--out-of-order",
        "0.02",
        "--duplicates",
        "0.01",
        "--json",
        sent(pipeline).toString());
  }

  /** Keeps every record of the topics, and their live numbers. */
  public Launch stream() {
    return spark(
        "stream",
        STREAMING,
        lakeAndStore(
            "stream",
            "--bootstrap-servers",
            bootstrapServers(),
            "--every",
            COMMIT_EVERY,
            "--fail-fast",
            "--max-failures",
            "3"));
  }

  /**
   * Answers questions over HTTP.
   *
   * @param reader the account that only reads
   * @param port where
   */
  public Launch serve(ReaderAccount reader, int port) {
    return serving(
            folder.log("serve"),
            "serve",
            "--port",
            Integer.toString(port),
            "--store-uri",
            services.postgres().jdbcUrl(SERVING),
            "--store-user",
            reader.name())
        .withEnvironment(Map.of(StoreOptions.PASSWORD_VARIABLE, reader.password()));
  }

  /** Asks for every row of a rollup; the answer is a file of its own. */
  public Launch query(URI serving, String rollup) {
    return serving(
            folder.log("query-" + rollup),
            "query",
            rollup,
            "--url",
            serving.toString(),
            "--limit",
            Integer.toString(Integer.MAX_VALUE),
            "--format",
            "json")
        .printingTo(answer(rollup));
  }

  /** Brings the batch layer's rollups up to what is archived. */
  public Launch views() {
    return spark(VIEWS, BATCH, lakeAndStore(VIEWS));
  }

  /** Answers what is asked of history and archive. */
  public Launch analyses() {
    return spark("analyses", BATCH, lakeAndStore("analyses"));
  }

  /** Turns CSV into Parquet. */
  public Launch history(Pipeline pipeline) {
    return spark(
        "history",
        BATCH,
        List.of(
            "history",
            "--pipeline",
            pipeline.name(),
            "--input",
            settings.input().toString(),
            "--output",
            uri(folder.history(pipeline.history().orElseThrow()))));
  }

  /** Proves from the tables that each record is there once, and that answers are the archive's. */
  public Launch reconcile() {
    return spark(
        "reconcile",
        BATCH,
        lakeAndStore("reconcile", "--cells", "--json", reconciled().toString()));
  }

  /** What a command must be told to work with what the demo runs, as variables of a shell. */
  public DemoEnvironment environment(int servingPort) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("CROSSROADS_BOOTSTRAP_SERVERS", bootstrapServers());
    variables.put("CROSSROADS_STORE_URI", services.postgres().jdbcUrl(SERVING));
    variables.put("CROSSROADS_STORE_USER", services.postgres().user());
    variables.put(StoreOptions.PASSWORD_VARIABLE, services.postgres().password());
    variables.put("CROSSROADS_CATALOG_URI", services.postgres().jdbcUrl(CATALOG));
    variables.put("CROSSROADS_CATALOG_USER", services.postgres().user());
    variables.put(CATALOG_PASSWORD, services.postgres().password());
    variables.put("CROSSROADS_LAKE", uri(folder.buckets()));
    variables.put("CROSSROADS_URL", ServingPort.address(servingPort).toString());
    return new DemoEnvironment(folder.file("env"), variables);
  }

  /** The broker's address. */
  public String bootstrapServers() {
    return services.broker().bootstrapServers();
  }

  /** The producer's report. */
  public Path sent(Pipeline pipeline) {
    return folder.file(named("produced", pipeline) + ".json");
  }

  /** The reconciliation's report. */
  public Path reconciled() {
    return folder.file("reconciled.json");
  }

  /** What was answered for a rollup at the end. */
  Path answer(String rollup) {
    return folder.file("answers").resolve(rollup + ".json");
  }

  private Launch producer(String log, String... words) {
    return Launch.java(
        folder.log(log),
        List.of("-Xmx256m", "-XX:+UseSerialGC"),
        List.of("-jar", Repository.built(PRODUCER).toString()),
        List.of(words));
  }

  private static Launch serving(Path log, String... words) {
    return Launch.java(
        log,
        List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
        List.of("-jar", Repository.built(SERVE).toString()),
        List.of(words));
  }

  private Launch spark(String name, String jar, List<String> words) {
    return SparkSubmit.local()
        .withDriverMemory(settings.several() ? HEAP_OF_SEVERAL : HEAP)
        .launch(folder.log(name), Repository.built(jar), words)
        .withEnvironment(passwords());
  }

  private List<String> lakeAndStore(String command, String... further) {
    List<String> words =
        new ArrayList<>(
            List.of(
                command,
                "--pipeline",
                settings.pipelines().stream().map(Pipeline::name).collect(Collectors.joining(",")),
                "--lake",
                uri(folder.buckets()),
                "--catalog-uri",
                services.postgres().jdbcUrl(CATALOG),
                "--catalog-user",
                services.postgres().user(),
                "--store-uri",
                services.postgres().jdbcUrl(SERVING),
                "--store-user",
                services.postgres().user()));
    words.addAll(List.of(further));
    return words;
  }

  /** As Hadoop reads it: a path after the scheme, with nothing encoded. */
  private static String uri(Path path) {
    return "file:" + path;
  }

  private Map<String, String> passwords() {
    String password = services.postgres().password();
    return Map.of(CATALOG_PASSWORD, password, StoreOptions.PASSWORD_VARIABLE, password);
  }
}

package io.crossroads.demo;

import io.crossroads.cli.CommandFailure;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.SparkSubmit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command lines of everything that the demo runs, the same as anybody's.
 *
 * @param settings what is shown
 * @param folder where everything is kept
 * @param services the broker and the database server with the catalog
 */
record Programs(DemoSettings settings, DemoFolder folder, Services services) {

  static final String PIPELINE = "traffic";

  /** The database of the catalog. */
  static final String CATALOG = "catalog";

  private static final String PRODUCER = "producer/target/producer.jar";
  private static final String STREAMING = "spark-streaming-job/target/spark-streaming-job.jar";
  private static final String BATCH = "spark-batch-job/target/spark-batch-job.jar";

  /**
   * Nothing happens if everything that these run is built.
   *
   * @throws CommandFailure if not
   */
  static void requireBuilt() {
    try {
      List.of(PRODUCER, STREAMING, BATCH).forEach(Repository::built);
    } catch (IllegalStateException missing) {
      throw new CommandFailure(missing.getMessage(), missing);
    }
  }

  /** Creates the topic. */
  Launch createTopic() {
    return producer(
        "topics", "create", "--pipeline", PIPELINE, "--bootstrap-servers", bootstrapServers());
  }

  /** Sends events, some of them wrong on purpose. */
  Launch produce() {
    return producer(
        "produce",
        "--pipeline",
        PIPELINE,
        "--bootstrap-servers",
        bootstrapServers(),
        "--rate",
        Integer.toString(settings.rate()),
        "--duration",
        settings.duration().toString(),
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
        sent().toString());
  }

  /** Keeps every record of the topic. */
  Launch archive() {
    return spark("archive", STREAMING, lake("archive", "--bootstrap-servers", bootstrapServers()));
  }

  /** Turns CSV into Parquet. */
  Launch history() {
    return spark(
        "history",
        BATCH,
        List.of(
            "history",
            "--pipeline",
            PIPELINE,
            "--input",
            settings.input().toString(),
            "--output",
            folder.history().toUri().toString()));
  }

  /** Proves from the tables that each record is there once. */
  Launch reconcile() {
    return spark("reconcile", BATCH, lake("reconcile", "--json", reconciled().toString()));
  }

  /** The broker's address. */
  String bootstrapServers() {
    return services.broker().bootstrapServers();
  }

  /** The producer's report. */
  Path sent() {
    return folder.file("produced.json");
  }

  /** The reconciliation's report. */
  Path reconciled() {
    return folder.file("reconciled.json");
  }

  private Launch producer(String... words) {
    return Launch.java(
        folder.log(words[0]),
        List.of("-Xmx256m", "-XX:+UseSerialGC"),
        List.of("-jar", Repository.built(PRODUCER).toString()),
        List.of(words));
  }

  private Launch spark(String name, String jar, List<String> words) {
    return SparkSubmit.local()
        .launch(folder.log(name), Repository.built(jar), words)
        .withEnvironment(password());
  }

  private List<String> lake(String command, String... further) {
    List<String> words =
        new ArrayList<>(
            List.of(
                command,
                "--pipeline",
                PIPELINE,
                "--lake",
                folder.buckets().toUri().toString(),
                "--catalog-uri",
                services.postgres().jdbcUrl(CATALOG),
                "--catalog-user",
                services.postgres().user()));
    words.addAll(List.of(further));
    return words;
  }

  private Map<String, String> password() {
    return Map.of("CROSSROADS_CATALOG_PASSWORD", services.postgres().password());
  }
}

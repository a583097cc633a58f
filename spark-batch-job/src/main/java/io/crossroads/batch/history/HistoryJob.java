package io.crossroads.batch.history;

import io.crossroads.batch.storage.Storage;
import io.crossroads.cli.CommandFailure;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.history.HistoryLayout;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns the historical CSV files of a pipeline into one sorted Parquet object each. A file that
 * cannot be converted leaves the others alone and its earlier object in place.
 */
public final class HistoryJob {

  private static final Logger LOG = LoggerFactory.getLogger(HistoryJob.class);

  /** Files converted at once: while one is published, tasks of others keep the cores busy. */
  private static final int AT_ONCE = 3;

  private final JavaSparkContext spark;
  private final Storage storage;
  private final Broadcast<Storage> executorStorage;
  private final Pipeline pipeline;
  private final HistoryLayout layout;
  private final HistorySettings settings;
  private final Consumer<FileOutcome> progress;

  /**
   * A job over the files of a pipeline.
   *
   * @param progress is told of each file when it is done, by one thread at a time
   * @throws IllegalArgumentException if the pipeline has no history
   */
  public HistoryJob(
      SparkSession session,
      Pipeline pipeline,
      HistorySettings settings,
      Consumer<FileOutcome> progress) {
    this.spark = JavaSparkContext.fromSparkContext(session.sparkContext());
    this.storage = new Storage(spark.hadoopConfiguration());
    this.executorStorage = spark.broadcast(storage);
    this.pipeline = pipeline;
    this.layout =
        pipeline
            .history()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "pipeline '" + pipeline.name() + "' declares no historical files"));
    this.settings = settings;
    this.progress = progress;
  }

  /**
   * Whether the same run again would fail in the same way, until a person has changed something.
   */
  public static boolean isFinal(Throwable failure) {
    return FailureText.isFinal(failure);
  }

  /** Converts every file. */
  public HistoryReport run() throws IOException {
    long started = System.nanoTime();
    InputListing input = listing();
    Map<String, List<String>> names =
        input.files().stream()
            .collect(
                Collectors.groupingBy(
                    SourceFile::baseName,
                    Collectors.mapping(SourceFile::name, Collectors.toList())));
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try (Staging staging = staging()) {
      List<CompletableFuture<FileOutcome>> outcomes = new ArrayList<>();
      for (SourceFile file : input.files()) {
        List<String> namesakes = names.get(file.baseName());
        outcomes.add(
            CompletableFuture.supplyAsync(() -> outcome(file, namesakes, staging), threads));
      }
      List<FileOutcome> files = outcomes.stream().map(CompletableFuture::join).toList();
      return new HistoryReport(
          files, input.ignored(), input.hidden(), Duration.ofNanos(System.nanoTime() - started));
    } finally {
      threads.shutdown();
    }
  }

  private Staging staging() {
    try {
      return new Staging(storage, Storage.path(settings.output()));
    } catch (IOException e) {
      throw new CommandFailure(
          "cannot write to " + settings.output() + ": " + FailureText.of(e), e);
    }
  }

  private InputListing listing() {
    try {
      return InputListing.of(storage, settings);
    } catch (IOException e) {
      throw new CommandFailure(
          String.format(Locale.ROOT, "cannot list %s: %s", settings.input(), FailureText.of(e)), e);
    }
  }

  private FileOutcome outcome(SourceFile file, List<String> namesakes, Staging staging) {
    long started = System.nanoTime();
    FileOutcome outcome;
    try {
      if (namesakes.size() > 1) {
        throw new RefusedFileException(
            "it would become the same object as others: " + String.join(", ", namesakes));
      }
      outcome = convert(file, staging);
    } catch (RefusedFileException e) {
      outcome = failed(file, started, e.getMessage(), false);
    } catch (Exception e) {
      // Spark's own failures are checked exceptions that its methods do not declare.
      LOG.debug("{} was not converted", file.uri(), e);
      outcome = failed(file, started, FailureText.of(e), !FailureText.isFinal(e));
    }
    synchronized (progress) {
      progress.accept(outcome);
    }
    return outcome;
  }

  private FileOutcome convert(SourceFile file, Staging staging)
      throws IOException, RefusedFileException {
    try {
      return new FileConversion(
              new Planner(pipeline, layout, settings, storage),
              new Passes(spark, executorStorage, staging.of(file).toString()),
              new Publication(storage, Storage.path(settings.output()), staging),
              settings.rejectedShare())
          .convert(file);
    } finally {
      staging.remove(file);
    }
  }

  private static FileOutcome failed(SourceFile file, long started, String why, boolean repeatable) {
    return FileOutcome.failed(file, Duration.ofNanos(System.nanoTime() - started), why, repeatable);
  }
}

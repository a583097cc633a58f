package io.crossroads.batch.analyses;

import io.crossroads.batch.archive.ArchiveOptions;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.storage.Storage;
import io.crossroads.cli.CommandFailure;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.pipelines.analysis.Analysis.Input;
import io.crossroads.pipelines.analysis.Analysis.Output;
import io.crossroads.store.AnalysisStore;
import io.crossroads.store.StoreSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.math.BigInt;

/** Answers analyses: each answer as one object, which appears whole, and in the store. */
public final class AnalysesJob {

  /** The greatest input, as Spark estimates it, that is kept between two analyses. */
  private static final BigInt CACHED_BYTES = BigInt.apply(128L << 20);

  /** The greatest one that a single task reads: some two million rows of history. */
  private static final BigInt ONE_TASK_BYTES = BigInt.apply(8L << 20);

  private static final int AT_A_TIME = 4;

  private final SparkSession spark;
  private final Pipeline pipeline;
  private final AnalysisInputs inputs;
  private final StoreSettings store;
  private final Storage storage;
  private final Consumer<String> progress;
  private final Map<Input, Optional<Dataset<Row>>> found = new EnumMap<>(Input.class);

  /**
   * A job that has not run.
   *
   * @param store where answers are served from; prepared for the pipeline
   * @param progress receives a line for each answer
   */
  public AnalysesJob(
      SparkSession spark,
      Pipeline pipeline,
      AnalysisInputs inputs,
      StoreSettings store,
      Consumer<String> progress) {
    this.spark = spark;
    this.pipeline = pipeline;
    this.inputs = inputs;
    this.store = store;
    this.storage = new Storage(spark.sessionState().newHadoopConf());
    this.progress = progress;
  }

  /**
   * A job that prints its progress.
   *
   * @param history where the historical objects are; null for the pipeline's bucket
   */
  public static AnalysesJob of(ArchiveOptions options, ArchivedPipeline archived, String history) {
    return new AnalysesJob(
        archived.spark(),
        archived.pipeline(),
        new AnalysisInputs(
            archived.spark(),
            archived.pipeline(),
            options.store(),
            archived.names(),
            options.lake(),
            history),
        options.store(),
        System.out::println);
  }

  /**
   * Answers.
   *
   * @param names the analyses; none for all that can be answered
   * @throws CommandFailure if there is no analysis of a name, or nothing to ask
   */
  public void run(List<String> names) throws IOException, SQLException {
    Optional<String> remedy = answerWhatCanBe(names);
    if (remedy.isPresent()) {
      throw new CommandFailure(remedy.get());
    }
  }

  /**
   * Answers, but takes it that there may be nothing to ask yet.
   *
   * @param names the analyses; none for all
   * @return what must be done first; empty if that is nothing
   * @throws CommandFailure if there is no analysis of a name
   */
  public Optional<String> answerWhatCanBe(List<String> names) throws IOException, SQLException {
    List<Analysis> wanted =
        names.isEmpty() ? pipeline.analyses() : names.stream().map(this::named).toList();
    long begun = System.nanoTime();
    List<Analysis> possible = new ArrayList<>();
    Set<String> remedies = new LinkedHashSet<>();
    for (Analysis analysis : wanted) {
      Optional<Input> missing = missing(analysis);
      if (missing.isPresent()) {
        String remedy = inputs.remedy(missing.get());
        remedies.add(remedy);
        progress.accept(analysis.name() + ": " + remedy);
      } else {
        possible.add(analysis);
      }
    }
    answer(possible);
    progress.accept(
        String.format(
            Locale.ROOT,
            "%d of %d analyses answered, %.1f s",
            possible.size(),
            wanted.size(),
            (System.nanoTime() - begun) / 1e9));
    if (wanted.isEmpty()) {
      return Optional.of("pipeline " + pipeline.name() + " declares no analyses");
    }
    return possible.isEmpty() || possible.size() < names.size()
        ? Optional.of(String.join("; ", remedies))
        : Optional.empty();
  }

  private Optional<Input> missing(Analysis analysis) throws IOException, SQLException {
    for (Input input : analysis.inputs()) {
      if (input(input).isEmpty()) {
        return Optional.of(input);
      }
    }
    return Optional.empty();
  }

  /** What several analyses read is looked up once, and kept by the executors if it is small. */
  private Optional<Dataset<Row>> input(Input input) throws IOException, SQLException {
    if (!found.containsKey(input)) {
      Optional<Dataset<Row>> rows = inputs.rows(input).map(AnalysesJob::inFewTasks);
      rows.ifPresent(it -> it.createOrReplaceTempView(input.view()));
      found.put(input, rows);
    }
    return found.get(input);
  }

  /** A query of one task needs no exchange between tasks, nor anybody who plans one. */
  private static Dataset<Row> inFewTasks(Dataset<Row> rows) {
    BigInt bytes = rows.queryExecution().optimizedPlan().stats().sizeInBytes();
    Dataset<Row> few = bytes.$less(ONE_TASK_BYTES) ? rows.coalesce(1) : rows;
    return bytes.$less(CACHED_BYTES) ? few.cache() : few;
  }

  private Analysis named(String name) {
    return pipeline.analyses().stream()
        .filter(analysis -> analysis.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new CommandFailure(
                    String.format(
                        Locale.ROOT,
                        "no analysis '%s'; pipeline %s declares %s",
                        name,
                        pipeline.name(),
                        pipeline.analyses().stream().map(Analysis::name).toList())));
  }

  /** Several at a time, as most of each is planning; told in their order. */
  private void answer(List<Analysis> analyses) throws IOException, SQLException {
    ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);
    try {
      List<Future<String>> answers =
          analyses.stream().map(analysis -> threads.submit(() -> answer(analysis))).toList();
      for (Future<String> answer : answers) {
        progress.accept(answer.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the analyses were interrupted");
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } finally {
      threads.shutdownNow();
    }
  }

  /** A failure of another thread, thrown as what it is. */
  private static IOException failure(Throwable cause) throws IOException, SQLException {
    if (cause instanceof SQLException store) {
      throw store;
    }
    if (cause instanceof RuntimeException unforeseen) {
      throw unforeseen;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException lake ? lake : new IOException(cause);
  }

  private String answer(Analysis analysis) throws IOException, SQLException {
    long begun = System.nanoTime();
    Path folder = inputs.answers(analysis.inputs().get(0));
    Output first = analysis.outputs().get(0);
    Path target = new Path(folder, analysis.name() + first.extension());
    Dataset<Row> answer = answerOf(analysis);
    StructType type = answer.schema();
    long count;
    try (AnalysisStore answers = AnalysisStore.open(store, pipeline)) {
      count =
          AnswerFile.write(
              answer,
              first,
              storage,
              target,
              rows -> answers.replace(analysis, columns(type), values(rows, type)));
    }
    for (Output further : analysis.outputs().subList(1, analysis.outputs().size())) {
      Path other = new Path(folder, analysis.name() + further.extension());
      AnswerFile.write(answer, further, storage, other, AnalysesJob::readAll);
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d rows to %s in %.1f s",
        analysis.name(),
        count,
        target,
        (System.nanoTime() - begun) / 1e9);
  }

  private static Void readAll(Iterator<InternalRow> rows) {
    rows.forEachRemaining(row -> {});
    return null;
  }

  /** Of several objects each is made of the same rows. */
  private Dataset<Row> answerOf(Analysis analysis) {
    Dataset<Row> answer = spark.sql(analysis.sql());
    return analysis.outputs().size() == 1
        ? answer
        : spark.createDataFrame(answer.collectAsList(), answer.schema());
  }

  private static List<AnalysisStore.Column> columns(StructType type) {
    return Arrays.stream(type.fields())
        .map(field -> new AnalysisStore.Column(field.name(), field.dataType().simpleString()))
        .toList();
  }

  private static Iterator<Map<String, ?>> values(Iterator<InternalRow> rows, StructType type) {
    AnswerRows answer = new AnswerRows(type);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return rows.hasNext();
      }

      @Override
      public Map<String, ?> next() {
        return answer.values(rows.next());
      }
    };
  }
}

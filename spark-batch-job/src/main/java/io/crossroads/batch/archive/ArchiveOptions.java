package io.crossroads.batch.archive;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeOptions;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.SparkSettings;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.store.StoreOptions;
import io.crossroads.store.StoreSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags of every command that reads an archive and works with the serving store. */
public final class ArchiveOptions {

  @Option(
      names = "--pipeline",
      defaultValue = "traffic",
      split = ",",
      paramLabel = "NAME",
      description =
          "The pipeline, several with commas between, or all of them with 'all' (default:"
              + " ${DEFAULT-VALUE}).")
  private List<String> pipelineNames;

  @Mixin private LakeOptions lake;
  @Mixin private StoreOptions store;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The table that archive was told to write (default: the pipeline's).")
  private String table;

  /**
   * The pipelines, each once.
   *
   * @throws IllegalArgumentException if there is no such one, or a table is given for several
   */
  public List<Pipeline> pipelines() {
    List<Pipeline> pipelines =
        pipelineNames.contains("all")
            ? Pipelines.all()
            : pipelineNames.stream().distinct().map(Pipelines::named).toList();
    if (table != null && pipelines.size() > 1) {
      throw new IllegalArgumentException("--table is of one pipeline, not of several");
    }
    return pipelines;
  }

  public LakeRoot lake() {
    return lake.lake();
  }

  public StoreSettings store() {
    return store.settings();
  }

  /** Work with the tables; the session and the catalog are closed after it. */
  public interface Work<T> {
    T run(ArchivedPipeline archived) throws SQLException, IOException;
  }

  /**
   * The same as {@link #with} for a command that needs an archive: of several pipelines, those that
   * were never streamed are told and left out.
   *
   * @throws CommandFailure also if none of them was ever streamed
   */
  public <T> List<T> withArchived(String command, Work<T> work) {
    return with(command, ArchiveOptions::begun, work);
  }

  private static List<ArchivedPipeline> begun(List<ArchivedPipeline> pipelines) {
    List<ArchivedPipeline> begun = pipelines.stream().filter(ArchivedPipeline::isBegun).toList();
    if (pipelines.size() == 1 || begun.isEmpty()) {
      return pipelines;
    }
    pipelines.stream()
        .filter(archived -> !begun.contains(archived))
        .forEach(
            archived ->
                System.err.println(
                    archived.pipeline() + " is left out: nothing of it was ever archived"));
    return begun;
  }

  /**
   * Opens the tables for a command, of one pipeline after the other. What fails of one does not
   * keep the others from theirs.
   *
   * @param command its name
   * @return what came of each, in the order of the pipelines
   * @throws CommandFailure if the store or the lake fails, or the work on a pipeline; says which
   */
  public <T> List<T> with(String command, Work<T> work) {
    return with(command, UnaryOperator.identity(), work);
  }

  private <T> List<T> with(
      String command, UnaryOperator<List<ArchivedPipeline>> choice, Work<T> work) {
    List<Pipeline> pipelines = pipelines();
    String names = pipelines.stream().map(Pipeline::name).collect(Collectors.joining(","));
    SparkSession.Builder builder = SparkSettings.session("crossroads " + command + " " + names);
    SparkSettings.catalog(lake.catalog(), lake()).forEach(builder::config);
    List<T> done = new ArrayList<>();
    List<CommandFailure> failures = new ArrayList<>();
    try (SparkSession spark = builder.getOrCreate();
        LakeCatalog catalog =
            LakeCatalog.open(lake.catalog(), lake(), spark.sessionState().newHadoopConf())) {
      List<ArchivedPipeline> all =
          pipelines.stream().map(one -> open(spark, catalog, one)).toList();
      for (ArchivedPipeline archived : choice.apply(all)) {
        try {
          done.add(run(work, archived));
        } catch (CommandFailure failure) {
          if (pipelines.size() == 1) {
            throw failure;
          }
          System.err.println("error: " + archived.pipeline() + ": " + failure.getMessage());
          failures.add(failure);
        }
      }
    }
    if (!failures.isEmpty()) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "%s of %d of %d pipelines failed, as told above",
              command,
              failures.size(),
              pipelines.size()),
          failures.get(0));
    }
    return done;
  }

  private ArchivedPipeline open(SparkSession spark, LakeCatalog catalog, Pipeline pipeline) {
    return new ArchivedPipeline(
        spark, catalog, pipeline, ArchiveNames.of(pipeline).withTable(table));
  }

  private <T> T run(Work<T> work, ArchivedPipeline archived) {
    try {
      return work.run(archived);
    } catch (SQLException e) {
      throw new CommandFailure("store at " + store() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure("lake at " + lake().uri() + ": " + e.getMessage(), e);
    }
  }
}

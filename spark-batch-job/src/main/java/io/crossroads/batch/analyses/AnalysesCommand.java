package io.crossroads.batch.analyses;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.LakeOptions;
import io.crossroads.lake.SparkSettings;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.store.ServingStore;
import io.crossroads.store.StoreOptions;
import io.crossroads.store.StoreSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code analyses}: answers the questions that a pipeline declares. */
@Command(
    name = "analyses",
    mixinStandardHelpOptions = true,
    description = {
      "Answers what a pipeline asks of its history and its archive: each answer becomes a Parquet",
      "object analytics/NAME.parquet beside what it was asked of, and a table for serving."
    })
public final class AnalysesCommand implements Runnable {

  @Option(
      names = "--pipeline",
      defaultValue = "traffic",
      paramLabel = "NAME",
      description = "The pipeline (default: ${DEFAULT-VALUE}).")
  private String pipelineName;

  @Mixin private LakeOptions lake;
  @Mixin private StoreOptions store;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The table that archive was told to write (default: the pipeline's).")
  private String table;

  @Option(
      names = "--history",
      paramLabel = "URI",
      description = "Where history wrote its objects (default: the pipeline's bucket in the lake).")
  private String history;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "The analyses to run (default: all that the pipeline declares).")
  private List<String> names = List.of();

  @Override
  public void run() {
    Pipeline pipeline = Pipelines.named(pipelineName);
    StoreSettings settings = store.settings();
    SparkSession.Builder builder = SparkSettings.session("crossroads analyses " + pipelineName);
    SparkSettings.catalog(lake.catalog(), lake.lake()).forEach(builder::config);
    try {
      ServingStore.prepare(settings, pipeline);
      try (SparkSession spark = builder.getOrCreate()) {
        AnalysisInputs inputs =
            new AnalysisInputs(
                spark, pipeline, ArchiveNames.of(pipeline).named(table), lake.lake(), history);
        new AnalysesJob(spark, pipeline, inputs, settings, System.out::println).run(names);
      }
    } catch (SQLException e) {
      throw new CommandFailure("store at " + settings + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure("lake at " + lake.lake().uri() + ": " + e.getMessage(), e);
    }
  }
}

package io.crossroads.batch.views;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeOptions;
import io.crossroads.lake.SparkSettings;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.store.ServingStore;
import io.crossroads.store.StoreOptions;
import io.crossroads.store.StoreSettings;
import java.sql.SQLException;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code views}: brings the batch layer's rollups up to what is archived. */
@Command(
    name = "views",
    mixinStandardHelpOptions = true,
    description = {
      "Computes the rollups of what has been archived since the last run, and publishes them:",
      "views, horizon and the removal of the live numbers that they cover are one transaction.",
      "May run beside the jobs that write."
    })
public final class ViewsCommand implements Runnable {

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

  @Option(names = "--full", description = "Compute all views anew from the whole archive.")
  private boolean full;

  @Option(
      names = "--new-topic",
      description = {
        "The topic was deleted and made anew: compute all views anew, and let the live",
        "numbers begin anew where the archive ends."
      })
  private boolean newTopic;

  @Override
  public void run() {
    Pipeline pipeline = Pipelines.named(pipelineName);
    StoreSettings settings = store.settings();
    SparkSession.Builder builder = SparkSettings.session("crossroads views " + pipelineName);
    SparkSettings.catalog(lake.catalog(), lake.lake()).forEach(builder::config);
    try {
      ServingStore.prepare(settings, pipeline);
      try (SparkSession spark = builder.getOrCreate();
          LakeCatalog catalog =
              LakeCatalog.open(lake.catalog(), lake.lake(), spark.sessionState().newHadoopConf())) {
        ViewsJob job = new ViewsJob(spark, catalog, pipeline, names(pipeline), settings);
        System.out.println(job.run(full, newTopic));
      }
    } catch (SQLException e) {
      throw new CommandFailure("store at " + settings + ": " + e.getMessage(), e);
    }
  }

  private ArchiveNames names(Pipeline pipeline) {
    return ArchiveNames.of(pipeline).named(table);
  }
}

package io.crossroads.batch.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeOptions;
import io.crossroads.lake.SparkSettings;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reconcile}: proves that every record became exactly one row. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Proves that each record of a topic became exactly one row, archived or rejected.",
      "May run beside the job that writes. Exit code 1 if an offset is missing or there twice."
    })
public final class ReconcileCommand implements Callable<Integer> {

  @Option(
      names = "--pipeline",
      defaultValue = "traffic",
      paramLabel = "NAME",
      description = "The pipeline (default: ${DEFAULT-VALUE}).")
  private String pipelineName;

  @Mixin private LakeOptions options;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = "The table that archive was told to write (default: the pipeline's).")
  private String table;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write what was found as JSON.")
  private Path json;

  @Override
  public Integer call() {
    Pipeline pipeline = Pipelines.named(pipelineName);
    SparkSession.Builder builder = SparkSettings.session("crossroads reconcile " + pipelineName);
    SparkSettings.catalog(options.catalog(), options.lake()).forEach(builder::config);
    try (SparkSession spark = builder.getOrCreate();
        LakeCatalog catalog =
            LakeCatalog.open(
                options.catalog(), options.lake(), spark.sessionState().newHadoopConf())) {
      Report report =
          new Reconciliation(spark, catalog, pipeline, ArchiveNames.of(pipeline).withTable(table))
              .run();
      System.out.println(ReportText.of(report));
      if (json != null) {
        write(report);
      }
      return report.exact() ? 0 : 1;
    }
  }

  private void write(Report report) {
    try {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + json + ": " + e.getMessage(), e);
    }
  }
}

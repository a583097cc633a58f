package io.crossroads.batch.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeOptions;
import io.crossroads.lake.SparkSettings;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.store.StoreOptions;
import io.crossroads.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
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
      "Proves that each record of a topic became exactly one row, archived or rejected,",
      "and with --cells that every merged answer is the archive's.",
      "May run beside the jobs that write. Exit code 1 if an offset is missing or there twice,",
      "or a cell differs."
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

  @Mixin private StoreOptions store;

  @Option(
      names = "--cells",
      description = {
        "Also compute from the archive what every merged answer must be, and compare:",
        "all records that archive and live numbers both have."
      })
  private boolean cells;

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
      Report report = new Reconciliation(spark, catalog, pipeline, names(pipeline)).run();
      System.out.println(ReportText.of(report));
      CellReport cellReport = cells ? cells(spark, catalog, pipeline) : null;
      if (cells) {
        System.out.println(cellReport);
      }
      if (json != null) {
        write(report, cellReport);
      }
      return report.exact() && (!cells || cellReport.exact()) ? 0 : 1;
    }
  }

  private CellReport cells(SparkSession spark, LakeCatalog catalog, Pipeline pipeline) {
    StoreSettings settings = store.settings();
    try {
      return new CellReconciliation(spark, catalog, pipeline, names(pipeline), settings).run();
    } catch (SQLException e) {
      throw new CommandFailure("store at " + settings + ": " + e.getMessage(), e);
    }
  }

  private ArchiveNames names(Pipeline pipeline) {
    return ArchiveNames.of(pipeline).named(table);
  }

  private void write(Report report, CellReport cellReport) {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode all = mapper.valueToTree(report);
    if (cellReport != null) {
      all.set("cells", mapper.valueToTree(cellReport));
    }
    try {
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), all);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + json + ": " + e.getMessage(), e);
    }
  }
}

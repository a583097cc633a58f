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
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags of every command that reads an archive and works with the serving store. */
public final class ArchiveOptions {

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

  public Pipeline pipeline() {
    return Pipelines.named(pipelineName);
  }

  public LakeRoot lake() {
    return lake.lake();
  }

  public StoreSettings store() {
    return store.settings();
  }

  public ArchiveNames names() {
    return ArchiveNames.of(pipeline()).withTable(table);
  }

  /** Work with the tables; the session and the catalog are closed after it. */
  public interface Work<T> {
    T run(ArchivedPipeline archived) throws SQLException, IOException;
  }

  /**
   * Opens the tables for a command.
   *
   * @param command its name
   * @throws CommandFailure if the store or the lake fails; says which
   */
  public <T> T with(String command, Work<T> work) {
    Pipeline pipeline = pipeline();
    SparkSession.Builder builder =
        SparkSettings.session("crossroads " + command + " " + pipeline.name());
    SparkSettings.catalog(lake.catalog(), lake()).forEach(builder::config);
    try (SparkSession spark = builder.getOrCreate();
        LakeCatalog catalog =
            LakeCatalog.open(lake.catalog(), lake(), spark.sessionState().newHadoopConf())) {
      return work.run(new ArchivedPipeline(spark, catalog, pipeline, names()));
    } catch (SQLException e) {
      throw new CommandFailure("store at " + store() + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandFailure("lake at " + lake().uri() + ": " + e.getMessage(), e);
    }
  }
}

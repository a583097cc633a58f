package io.crossroads.batch.analyses;

import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeRoot;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.analysis.Analysis.Input;
import io.crossroads.store.StoreSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What analyses read, and where their answers go: beside it. */
public final class AnalysisInputs {

  private final SparkSession spark;
  private final Pipeline pipeline;
  private final StoreSettings store;
  private final ArchiveNames names;
  private final LakeRoot lake;
  private final String history;

  /**
   * The inputs of a pipeline.
   *
   * @param spark a session that knows the archive by its name
   * @param store where alerts are
   * @param history where the historical objects are; null for the pipeline's bucket
   */
  public AnalysisInputs(
      SparkSession spark,
      Pipeline pipeline,
      StoreSettings store,
      ArchiveNames names,
      LakeRoot lake,
      String history) {
    this.spark = spark;
    this.pipeline = pipeline;
    this.store = store;
    this.names = names;
    this.lake = lake;
    this.history =
        history != null
            ? history
            : pipeline.history().map(layout -> lake.bucket(layout.bucket())).orElse(null);
  }

  /** The rows of an input; empty if there is nothing to read yet. */
  Optional<Dataset<Row>> rows(Input input) throws IOException, SQLException {
    return switch (input) {
      case ARCHIVE -> table(names.archive());
      case REJECTED -> table(names.rejected());
      case ALERTS -> Optional.of(AlertRows.read(spark, store, pipeline));
      case HISTORY -> historical();
    };
  }

  private Optional<Dataset<Row>> table(TableIdentifier name) {
    String table = CatalogSettings.NAME + "." + name;
    return spark.catalog().tableExists(table) ? Optional.of(spark.table(table)) : Optional.empty();
  }

  private Optional<Dataset<Row>> historical() throws IOException {
    if (history == null) {
      return Optional.empty();
    }
    Path objects = new Path(history, "*.parquet");
    FileStatus[] found =
        objects.getFileSystem(spark.sessionState().newHadoopConf()).globStatus(objects);
    return found == null || found.length == 0
        ? Optional.empty()
        : Optional.of(spark.read().parquet(objects.toString()));
  }

  /** The folder of the answers that come from an input. */
  Path answers(Input input) {
    String bucket = input == Input.HISTORY ? history : lake.bucket(names.bucket());
    return new Path(bucket, "analytics");
  }

  /** What must be done first where an input is empty. */
  String remedy(Input input) {
    return switch (input) {
      case ARCHIVE -> "nothing is archived yet: run 'archive' first";
      case REJECTED -> "there is no table of rejected records yet: run 'archive' first";
      case ALERTS -> "there are no alerts: run 'speed' first";
      case HISTORY -> "there is no history at " + history + ": run 'history' first";
    };
  }
}

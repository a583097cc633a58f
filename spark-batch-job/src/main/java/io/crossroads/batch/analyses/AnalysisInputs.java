package io.crossroads.batch.analyses;

import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeRoot;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.analysis.Analysis.Input;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** What analyses read, and where their answers go: beside it. */
public final class AnalysisInputs {

  private final SparkSession spark;
  private final ArchiveNames names;
  private final LakeRoot lake;
  private final String history;

  /**
   * The inputs of a pipeline.
   *
   * @param spark a session that knows the archive by its name
   * @param history where the historical objects are; null for the pipeline's bucket
   */
  public AnalysisInputs(
      SparkSession spark, Pipeline pipeline, ArchiveNames names, LakeRoot lake, String history) {
    this.spark = spark;
    this.names = names;
    this.lake = lake;
    this.history =
        history != null
            ? history
            : pipeline.history().map(layout -> lake.bucket(layout.bucket())).orElse(null);
  }

  /** The rows of an input; empty if there are none yet. */
  Optional<Dataset<Row>> rows(Input input) throws IOException {
    if (input == Input.ARCHIVE) {
      String table = CatalogSettings.NAME + "." + names.archive();
      return spark.catalog().tableExists(table)
          ? Optional.of(spark.table(table))
          : Optional.empty();
    }
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
    String bucket = input == Input.ARCHIVE ? lake.bucket(names.bucket()) : history;
    return new Path(bucket, "analytics");
  }

  /** What must be done first where an input is empty. */
  String remedy(Input input) {
    return input == Input.ARCHIVE
        ? "nothing is archived yet: run 'archive' first"
        : "there is no history at " + history + ": run 'history' first";
  }
}

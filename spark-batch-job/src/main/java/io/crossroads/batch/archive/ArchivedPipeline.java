package io.crossroads.batch.archive;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * A pipeline and the tables that hold its records.
 *
 * @param spark a session that knows the tables by their names
 * @param catalog the same catalog, for positions
 * @param names what the tables are called
 */
public record ArchivedPipeline(
    SparkSession spark, LakeCatalog catalog, Pipeline pipeline, ArchiveNames names) {

  /**
   * Both tables as they are now, and what both hold.
   *
   * @param position the smallest of both
   */
  public record Moment(TableSnapshot archive, TableSnapshot rejected, Position position) {}

  /**
   * Loads the tables.
   *
   * @throws CommandFailure if nothing has been archived yet; says how
   */
  public Moment now() {
    TableSnapshot archive = TableSnapshot.of(catalog, names.archive(), pipeline);
    TableSnapshot rejected = TableSnapshot.of(catalog, names.rejected(), pipeline);
    return new Moment(
        archive,
        rejected,
        Position.smallest(
            List.of(archive.requirePosition(pipeline), rejected.requirePosition(pipeline))));
  }
}

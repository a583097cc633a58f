package io.crossroads.batch.archive;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.PositionedTable;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import java.util.List;
import java.util.Locale;
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
  public record Moment(TableSnapshot archive, TableSnapshot rejected, Position position) {

    /** The same for many questions: the rows of small tables are read once. */
    public Moment keptIfSmall(SparkSession spark) {
      return new Moment(archive.keptIfSmall(spark), rejected.keptIfSmall(spark), position);
    }
  }

  /** Whether the pipeline was ever streamed: its tables have a position. */
  boolean isBegun() {
    return catalog.find(names.archive()).flatMap(PositionedTable::positionOf).isPresent();
  }

  /**
   * Loads the tables.
   *
   * @throws CommandFailure if nothing has been archived yet, or the tables follow two topics; says
   *     what to do
   */
  public Moment now() {
    TableSnapshot archive = TableSnapshot.of(catalog, names.archive(), pipeline);
    TableSnapshot rejected = TableSnapshot.of(catalog, names.rejected(), pipeline);
    Position held = archive.requirePosition(pipeline);
    Position noted = rejected.requirePosition(pipeline);
    if (!held.topicId().equals(noted.topicId())) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "table %s follows topic id %s, %s follows %s: run bin/crossroads archive --pipeline %s, which brings both to the topic as it is",
              names.archive(),
              held.topicId(),
              names.rejected(),
              noted.topicId(),
              pipeline.name()));
    }
    return new Moment(archive, rejected, Position.smallest(List.of(held, noted)));
  }
}

package io.crossroads.batch.archive;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.PositionedTable;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A table and the position that its rows stand for, both of the same commit, so that what is read
 * is consistent beside a writer that goes on.
 *
 * @param name namespace and name in the catalog
 * @param table as it was loaded
 */
public record TableSnapshot(TableIdentifier name, Table table) {

  /**
   * A table as it is now.
   *
   * @throws CommandFailure if there is none; says how to fill it
   */
  public static TableSnapshot of(LakeCatalog catalog, TableIdentifier name, Pipeline pipeline) {
    return new TableSnapshot(name, catalog.find(name).orElseThrow(() -> nothing(name, pipeline)));
  }

  /**
   * The position that its rows stand for.
   *
   * @throws CommandFailure if it has none; says how to fill it
   */
  public Position requirePosition(Pipeline pipeline) {
    return position().orElseThrow(() -> nothing(name, pipeline));
  }

  private static CommandFailure nothing(TableIdentifier name, Pipeline pipeline) {
    return new CommandFailure(
        String.format(
            Locale.ROOT,
            "table %s holds nothing yet: run bin/crossroads archive --pipeline %s first",
            name,
            pipeline.name()));
  }

  /** The position that its rows stand for; empty if it has none. */
  public Optional<Position> position() {
    return PositionedTable.positionOf(table);
  }

  /** The losses that operators have accepted, oldest first. */
  public List<Loss> losses() {
    return PositionedTable.lossesOf(table);
  }

  /** By partition, the first offset from which running maxima of append time count. */
  public SortedMap<Integer, Long> appendTimesFrom(String topicId) {
    return PositionedTable.appendTimesFrom(table, topicId);
  }

  /** The file that describes the table at this moment, for readers without a catalog. */
  public String metadataFile() {
    return ((BaseTable) table).operations().current().metadataFileLocation();
  }

  /** Its rows; the session must know the tables by their names. */
  public Dataset<Row> rows(SparkSession spark) {
    String sqlName = CatalogSettings.NAME + "." + name;
    if (table.currentSnapshot() == null) {
      return spark.table(sqlName).limit(0);
    }
    return spark
        .read()
        .format("iceberg")
        .option("snapshot-id", table.currentSnapshot().snapshotId())
        .load(sqlName);
  }
}

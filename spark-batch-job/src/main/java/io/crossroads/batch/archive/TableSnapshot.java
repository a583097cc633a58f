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
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotSummary;
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
 * @param kept its rows where Spark keeps them; empty if each query reads the files
 */
public record TableSnapshot(TableIdentifier name, Table table, Optional<Dataset<Row>> kept) {

  /** Files that together have at most so many bytes are read once for many queries. */
  private static final long KEPT_BYTES = 16L << 20;

  /** Enough to use two cores, few enough to cost nothing. */
  private static final int KEPT_TASKS = 2;

  /** A table as it was loaded. */
  public TableSnapshot(TableIdentifier name, Table table) {
    this(name, table, Optional.empty());
  }

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

  /** The same for somebody who asks many questions: the files of a small one are read once. */
  public TableSnapshot keptIfSmall(SparkSession spark) {
    if (bytes() > KEPT_BYTES) {
      return this;
    }
    return new TableSnapshot(name, table, Optional.of(rows(spark).coalesce(KEPT_TASKS).cache()));
  }

  /** Of all its files, as the commit has noted it; at most if it has not. */
  private long bytes() {
    Snapshot snapshot = table.currentSnapshot();
    if (snapshot == null) {
      return 0;
    }
    String noted = snapshot.summary().get(SnapshotSummary.TOTAL_FILE_SIZE_PROP);
    return noted == null ? Long.MAX_VALUE : Long.parseLong(noted);
  }

  /** Its rows; the session must know the tables by their names. */
  public Dataset<Row> rows(SparkSession spark) {
    if (kept.isPresent()) {
      return kept.get();
    }
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

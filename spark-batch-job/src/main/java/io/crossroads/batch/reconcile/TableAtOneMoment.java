package io.crossroads.batch.reconcile;

import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.Loss;
import io.crossroads.lake.Position;
import io.crossroads.lake.PositionedTable;
import java.util.List;
import java.util.Optional;
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
record TableAtOneMoment(TableIdentifier name, Table table) {

  Optional<Position> position() {
    return PositionedTable.positionOf(table);
  }

  List<Loss> losses() {
    return PositionedTable.lossesOf(table);
  }

  /** The file that describes the table at this moment, for readers without a catalog. */
  String metadataFile() {
    return ((BaseTable) table).operations().current().metadataFileLocation();
  }

  Dataset<Row> rows(SparkSession spark) {
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

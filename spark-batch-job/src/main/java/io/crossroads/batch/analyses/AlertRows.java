package io.crossroads.batch.analyses;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The episodes of a pipeline's alerts as a table, read in one statement: there are few, and all are
 * of one moment.
 */
final class AlertRows {

  private static final StructType TYPE =
      new StructType()
          .add("alert", DataTypes.StringType, false)
          .add("severity", DataTypes.StringType, false)
          .add("entity", DataTypes.StringType, false)
          .add("started_at", DataTypes.TimestampType, false)
          .add("until", DataTypes.TimestampType, false)
          .add("ended_at", DataTypes.TimestampType, true)
          .add("evidence", DataTypes.StringType, false);

  private AlertRows() {}

  /** Reads them; {@code entity} and {@code evidence} are JSON objects as text. */
  static Dataset<Row> read(SparkSession spark, StoreSettings store, Pipeline pipeline)
      throws SQLException {
    List<Row> rows = new ArrayList<>();
    try (Connection connection = store.connect("crossroads analyses " + pipeline.name());
        PreparedStatement statement =
            connection.prepareStatement(
                "select alert, severity, entity::text, started_at, until, ended_at, evidence::text"
                    + " from alert where pipeline = ?")) {
      statement.setString(1, pipeline.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(
              RowFactory.create(
                  row.getString(1),
                  row.getString(2),
                  row.getString(3),
                  time(row, 4),
                  time(row, 5),
                  time(row, 6),
                  row.getString(7)));
        }
      }
    }
    return spark.createDataFrame(rows, TYPE);
  }

  private static Timestamp time(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : Timestamp.from(time.toInstant());
  }
}

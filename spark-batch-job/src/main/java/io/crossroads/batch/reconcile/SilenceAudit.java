package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;

import io.crossroads.lake.KafkaColumns;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Holds alerts of silence against the archive: it has no event of the entity in between. */
final class SilenceAudit {

  private static final int EXAMPLES = 20;
  private static final String ALERT = "silence_alert";
  private static final String KEY = "silence_key";
  private static final String FROM = "silence_from";
  private static final String UNTIL = "silence_until";
  private static final StructType SILENCES =
      new StructType()
          .add(ALERT, DataTypes.StringType)
          .add(KEY, DataTypes.StringType)
          .add(FROM, DataTypes.TimestampType)
          .add(UNTIL, DataTypes.TimestampType);

  private final Connection connection;
  private final Pipeline pipeline;

  SilenceAudit(Connection connection, Pipeline pipeline) {
    this.connection = connection;
    this.pipeline = pipeline;
  }

  /**
   * Silences in which an event was appended; some of them.
   *
   * @param archived what the speed layer has taken in
   */
  List<String> findings(SparkSession spark, Dataset<Row> archived) throws SQLException {
    List<Row> told = new ArrayList<>();
    for (Alert.OnSilence alert : pipeline.alertsOnSilence()) {
      told.addAll(read(alert.name()));
    }
    if (told.isEmpty()) {
      return List.of();
    }
    Column inside =
        col(entity())
            .cast("string")
            .equalTo(col(KEY))
            .and(col(KafkaColumns.APPEND_TIME).gt(col(FROM)))
            .and(col(KafkaColumns.APPEND_TIME).lt(col(UNTIL)));
    return archived
        .join(broadcast(spark.createDataFrame(told, SILENCES)), inside)
        .groupBy(ALERT, KEY, FROM, UNTIL)
        .agg(count(lit(1)))
        .limit(EXAMPLES)
        .collectAsList()
        .stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "there is an alert %s of '%s' from %s to %s, but the archive has %d events of it in between",
                    row.getString(0),
                    row.getString(1),
                    row.getTimestamp(2).toInstant(),
                    row.getTimestamp(3).toInstant(),
                    row.getLong(4)))
        .toList();
  }

  private String entity() {
    return pipeline.schema().entity().orElseThrow();
  }

  private List<Row> read(String alert) throws SQLException {
    List<Row> silences = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select entity ->> ?, started_at, until from alert where pipeline = ? and alert = ?")) {
      statement.setString(1, entity());
      statement.setString(2, pipeline.name());
      statement.setString(3, alert);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Timestamp from = row.getTimestamp(2);
          silences.add(RowFactory.create(alert, row.getString(1), from, row.getTimestamp(3)));
        }
      }
    }
    return silences;
  }
}

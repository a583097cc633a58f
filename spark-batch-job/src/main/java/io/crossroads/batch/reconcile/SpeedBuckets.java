package io.crossroads.batch.reconcile;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.RollupTable;
import io.crossroads.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Counts speed rows by where their bucket lies. */
final class SpeedBuckets {

  private final Connection connection;
  private final Pipeline pipeline;

  SpeedBuckets(Connection connection, Pipeline pipeline) {
    this.connection = connection;
    this.pipeline = pipeline;
  }

  /** By table, how many rows are of a bucket before a time; only tables that have some. */
  Map<String, Long> before(Instant time) throws SQLException {
    return count("<", time);
  }

  /** By table, how many rows are of a bucket after a time; only tables that have some. */
  Map<String, Long> after(Instant time) throws SQLException {
    return count(">", time);
  }

  private Map<String, Long> count(String compared, Instant time) throws SQLException {
    Map<String, Long> found = new LinkedHashMap<>();
    for (RollupTable table : RollupTable.of(pipeline)) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              String.format(
                  Locale.ROOT,
                  "select count(*) from %s where %s %s ?",
                  Sql.quoted(table.speed()),
                  RollupTable.BUCKET,
                  compared))) {
        statement.setObject(1, time.atOffset(ZoneOffset.UTC));
        try (ResultSet result = statement.executeQuery()) {
          result.next();
          if (result.getLong(1) > 0) {
            found.put(table.speed(), result.getLong(1));
          }
        }
      }
    }
    return found;
  }
}

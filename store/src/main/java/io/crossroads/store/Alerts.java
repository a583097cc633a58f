package io.crossroads.store;

import io.crossroads.layers.alert.RaisedAlert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes episodes of alerts; the same one again changes nothing but what is known of its end. */
final class Alerts {

  private final Connection connection;
  private final String pipeline;

  Alerts(Connection connection, String pipeline) {
    this.connection = connection;
    this.pipeline = pipeline;
  }

  void write(List<RaisedAlert> alerts) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            insert into alert (pipeline, alert, entity, started_at, until, ended_at, severity, evidence)
            values (?, ?, ?::jsonb, ?, ?, ?, ?, ?::jsonb)
            on conflict (pipeline, alert, entity, started_at) do update set
              until = excluded.until, ended_at = excluded.ended_at, evidence = excluded.evidence
            """)) {
      for (RaisedAlert alert : alerts) {
        statement.setString(1, pipeline);
        statement.setString(2, alert.alert());
        statement.setString(3, Json.object(alert.entity()));
        statement.setObject(4, Positions.time(alert.startedAt()));
        statement.setObject(5, Positions.time(alert.until()));
        statement.setObject(6, alert.endedAt() == null ? null : Positions.time(alert.endedAt()));
        statement.setString(7, alert.severity().name());
        statement.setString(8, Json.object(alert.evidence()));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  /** Removes the episodes of an entity that begin in a span and are not in a list. */
  void removeOthers(
      String alert, Map<String, ?> entity, Instant from, Instant until, List<RaisedAlert> kept)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "delete from alert where pipeline = ? and alert = ? and entity = ?::jsonb"
                + " and started_at between ? and ? and not started_at = any (?)")) {
      statement.setString(1, pipeline);
      statement.setString(2, alert);
      statement.setString(3, Json.object(entity));
      statement.setObject(4, Positions.time(from));
      statement.setObject(5, Positions.time(until));
      statement.setArray(
          6,
          connection.createArrayOf(
              "timestamptz",
              kept.stream().map(episode -> Positions.time(episode.startedAt())).toArray()));
      statement.executeUpdate();
    }
  }
}

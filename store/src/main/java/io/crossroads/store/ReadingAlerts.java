package io.crossroads.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossroads.layers.alert.RaisedAlert;
import io.crossroads.layers.alert.ReadingEpisode;
import io.crossroads.layers.alert.ReadingEpisodes;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Episodes of alerts on readings. Those that a batch brings join the stored ones that they touch,
 * in the transaction that also holds the position, so that each reading counts once.
 */
final class ReadingAlerts {

  private final Connection connection;
  private final String pipeline;
  private final Map<String, Alert.OnReading> alerts = new LinkedHashMap<>();

  ReadingAlerts(Connection connection, Pipeline pipeline) {
    this.connection = connection;
    this.pipeline = pipeline.name();
    pipeline.alertsOnReadings().forEach(alert -> alerts.put(alert.name(), alert));
  }

  /**
   * Takes in what a batch has seen, and ends what has been quiet for long enough.
   *
   * @param now the greatest append time
   */
  void merge(List<ReadingEpisode> parts, Instant now) throws SQLException {
    if (alerts.isEmpty()) {
      return;
    }
    ReadingEpisodes merged = new ReadingEpisodes(alerts.values());
    parts.forEach(merged::add);
    ReadingEpisodes all = new ReadingEpisodes(alerts.values());
    for (ReadingEpisode part : merged.all()) {
      take(part).forEach(all::add);
      all.add(part);
    }
    new Alerts(connection, pipeline)
        .write(all.all().stream().map(episode -> raised(episode, now)).toList());
    for (Alert.OnReading alert : alerts.values()) {
      end(alert, now);
    }
  }

  /** Takes the stored episodes that a part touches out of the store. */
  private List<ReadingEpisode> take(ReadingEpisode part) throws SQLException {
    Alert.OnReading alert = alerts.get(part.alert());
    try (PreparedStatement statement =
        connection.prepareStatement(
            "delete from alert where pipeline = ? and alert = ? and entity = ?::jsonb"
                + " and started_at <= ? and until >= ?"
                + " returning started_at, until, severity, evidence")) {
      statement.setString(1, pipeline);
      statement.setString(2, part.alert());
      statement.setString(3, Json.object(part.entity()));
      statement.setObject(4, Positions.time(part.last().plus(alert.quiet())));
      statement.setObject(5, Positions.time(part.first().minus(alert.quiet())));
      try (ResultSet rows = statement.executeQuery()) {
        List<ReadingEpisode> taken = new ArrayList<>();
        while (rows.next()) {
          taken.add(episode(alert, part.entity(), rows));
        }
        return taken;
      }
    }
  }

  private static ReadingEpisode episode(
      Alert.OnReading alert, Map<String, Object> entity, ResultSet row) throws SQLException {
    JsonNode evidence = Json.read(row.getString(4));
    return new ReadingEpisode(
        alert.name(),
        entity,
        (Instant) ColumnType.TIMESTAMPTZ.read(row, 1),
        (Instant) ColumnType.TIMESTAMPTZ.read(row, 2),
        evidence.path("readings").longValue(),
        Severity.valueOf(row.getString(3)),
        ReadingEvidence.extremes(alert, evidence));
  }

  private RaisedAlert raised(ReadingEpisode episode, Instant now) {
    Alert.OnReading alert = alerts.get(episode.alert());
    boolean ended = !episode.last().plus(alert.quiet()).isAfter(now);
    return new RaisedAlert(
        episode.alert(),
        episode.entity(),
        episode.first(),
        episode.last(),
        ended ? episode.last() : null,
        episode.severity(),
        ReadingEvidence.of(alert, episode));
  }

  private void end(Alert.OnReading alert, Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update alert set ended_at = until where pipeline = ? and alert = ?"
                + " and ended_at is null and until <= ?")) {
      statement.setString(1, pipeline);
      statement.setString(2, alert.name());
      statement.setObject(3, Positions.time(now.minus(alert.quiet())));
      statement.executeUpdate();
    }
  }
}

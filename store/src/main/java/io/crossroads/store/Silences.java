package io.crossroads.store;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.alert.RaisedAlert;
import io.crossroads.layers.speed.LatestEvent;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts on entities that send nothing. An episode begins with the last record that was heard and
 * ends with the next one, both by append time, so that it is the same however often it is found.
 */
final class Silences {

  private final Connection connection;
  private final Pipeline pipeline;
  private final List<Alert.OnSilence> declared;

  Silences(Connection connection, Pipeline pipeline) {
    this.connection = connection;
    this.pipeline = pipeline;
    this.declared = pipeline.alertsOnSilence();
  }

  /** Raises an alert for each entity that has been silent for too long at a moment. */
  void raise(Instant now) throws SQLException {
    for (Alert.OnSilence alert : declared) {
      List<RaisedAlert> raised = new ArrayList<>();
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              select key, heard_at from latest l where pipeline = ? and heard_at < ?
              and not exists (select from alert a where a.pipeline = l.pipeline and a.alert = ?
                and a.entity = jsonb_build_object(?::text, l.key) and a.started_at = l.heard_at)
              """)) {
        statement.setString(1, pipeline.name());
        statement.setObject(2, Positions.time(now.minus(alert.after())));
        statement.setString(3, alert.name());
        statement.setString(4, entity());
        try (ResultSet silent = statement.executeQuery()) {
          while (silent.next()) {
            Instant heardAt = (Instant) ColumnType.TIMESTAMPTZ.read(silent, 2);
            raised.add(episode(alert, silent.getString(1), heardAt, now, null));
          }
        }
      }
      new Alerts(connection, pipeline.name()).write(raised);
      if (!raised.isEmpty()) {
        SpeedStore.notifyOfChange(connection, pipeline);
      }
    }
  }

  /**
   * Ends the episodes of entities that were heard of again, and notes those that were over before
   * anybody looked. Must come before the latest events are written.
   *
   * @param heard who was heard of
   * @param within gaps between two records of the batch
   */
  void end(List<LatestEvent> heard, List<SpeedBatch.Silence> within) throws SQLException {
    if (declared.isEmpty()) {
      return;
    }
    List<SpeedBatch.Silence> gaps = new ArrayList<>(within);
    Map<String, Long> before = heardAt(heard.stream().map(LatestEvent::key).toList());
    for (LatestEvent event : heard) {
      Long last = before.get(Json.storable(event.key()));
      if (last != null) {
        gaps.add(
            new SpeedBatch.Silence(event.key(), last, EpochMicros.micros(event.firstHeardAt())));
      }
    }
    List<RaisedAlert> ended = new ArrayList<>();
    for (SpeedBatch.Silence gap : gaps) {
      Instant until = EpochMicros.instant(gap.untilMicros());
      for (Alert.OnSilence alert : declared) {
        Instant from = EpochMicros.instant(gap.fromMicros());
        if (Duration.between(from, until).compareTo(alert.after()) > 0) {
          ended.add(episode(alert, gap.key(), from, until, until));
        }
      }
    }
    new Alerts(connection, pipeline.name()).write(ended);
  }

  /** The field that an episode is about; a pipeline without one declares no such alert. */
  private String entity() {
    return pipeline.schema().entity().orElseThrow();
  }

  private RaisedAlert episode(
      Alert.OnSilence alert, String key, Instant from, Instant until, Instant endedAt) {
    return new RaisedAlert(
        alert.name(),
        Map.of(entity(), Json.storable(key)),
        from,
        until,
        endedAt,
        alert.severity(),
        Map.of(
            "last_heard_at", from.toString(),
            "seconds", ChronoUnit.SECONDS.between(from, until)));
  }

  /** When entities were heard of last. */
  private Map<String, Long> heardAt(List<String> keys) throws SQLException {
    Map<String, Long> heard = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select key, heard_at from latest where pipeline = ? and key = any (?)")) {
      statement.setString(1, pipeline.name());
      statement.setArray(
          2, connection.createArrayOf("text", keys.stream().map(Json::storable).toArray()));
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          heard.put(
              result.getString(1),
              EpochMicros.micros((Instant) ColumnType.TIMESTAMPTZ.read(result, 2)));
        }
      }
    }
    return heard;
  }
}

package io.crossroads.batch.reconcile;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.alert.EpisodeRule;
import io.crossroads.layers.alert.RaisedAlert;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.store.ColumnType;
import io.crossroads.store.Json;
import io.crossroads.store.MergedCells;
import io.crossroads.store.Retention;
import io.crossroads.store.RollupTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Holds the stored episodes of alerts on rollups against those that the merged numbers make. An
 * episode before the speed layer began need not be stored; one that it has a part in must be.
 */
final class AlertAudit {

  private static final int EXAMPLES = 20;

  private final Connection connection;
  private final Pipeline pipeline;
  private final Instant now;

  /**
   * An audit of one moment of the store.
   *
   * @param reached how far the speed layer has come; its greatest append time is the clock
   */
  AlertAudit(Connection connection, Pipeline pipeline, Position reached) {
    this.connection = connection;
    this.pipeline = pipeline;
    this.now = EpochMicros.instant(reached.maxAppendTimeMicros());
  }

  /** What does not fit together; some of it. */
  List<String> findings() throws SQLException {
    List<String> findings = new ArrayList<>();
    for (RollupTable table : RollupTable.of(pipeline)) {
      for (Alert.OnRollup alert : pipeline.alertsOnRollups()) {
        if (alert.rollup().equals(table.rollup().name())) {
          compare(new EpisodeRule(alert, table.states()), table, findings);
        }
      }
    }
    return findings.subList(0, Math.min(EXAMPLES, findings.size()));
  }

  private void compare(EpisodeRule rule, RollupTable table, List<String> findings)
      throws SQLException {
    MergedCells cells = MergedCells.of(table);
    // What has been dropped makes no episode any more, and those that it made stay.
    Instant whole = rule.firstWholeEpisode(Retention.floor(connection, table.rollup().name()));
    Set<String> live = new HashSet<>();
    for (Cell cell : read(cells, cells.speedSql("true"))) {
      live.add(cell.dimensions() + " " + cell.windowStart());
    }
    Map<List<Object>, List<Cell>> met = new LinkedHashMap<>();
    for (Cell cell : read(cells, cells.sql("true") + " order by window_start")) {
      if (rule.isOver(EpochMicros.micros(cell.windowStart()), now) && rule.meets(cell)) {
        met.computeIfAbsent(cell.dimensions(), group -> new ArrayList<>()).add(cell);
      }
    }
    Set<String> stored = stored(rule.alert().name(), whole);
    Set<String> right = new TreeSet<>();
    met.forEach(
        (group, windows) -> {
          for (RaisedAlert episode : rule.episodes(windows, now)) {
            if (episode.startedAt().isBefore(whole)) {
              continue;
            }
            String text = text(episode);
            right.add(text);
            boolean seenLive =
                windows.stream()
                    .filter(cell -> !cell.windowStart().isBefore(episode.startedAt()))
                    .filter(cell -> cell.windowStart().isBefore(episode.until()))
                    .anyMatch(cell -> live.contains(group + " " + cell.windowStart()));
            if (seenLive && !stored.contains(text)) {
              findings.add("there is no alert " + text + ", which the numbers make");
            }
          }
        });
    stored.stream()
        .filter(text -> !right.contains(text))
        .forEach(text -> findings.add("there is an alert " + text + " that no numbers make"));
  }

  private List<Cell> read(MergedCells cells, String sql) throws SQLException {
    List<Cell> read = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        read.add(cells.read(rows));
      }
    }
    return read;
  }

  private Set<String> stored(String alert, Instant from) throws SQLException {
    Set<String> stored = new TreeSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select entity::text, started_at, until, severity from alert"
                + " where pipeline = ? and alert = ? and started_at >= ?")) {
      statement.setString(1, pipeline.name());
      statement.setString(2, alert);
      statement.setObject(3, from.atOffset(ZoneOffset.UTC));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          stored.add(
              text(
                  alert,
                  row.getString(1).replace(": ", ":").replace(", ", ","),
                  (Instant) ColumnType.TIMESTAMPTZ.read(row, 2),
                  (Instant) ColumnType.TIMESTAMPTZ.read(row, 3),
                  row.getString(4)));
        }
      }
    }
    return stored;
  }

  private static String text(RaisedAlert episode) {
    return text(
        episode.alert(),
        Json.object(episode.entity()),
        episode.startedAt(),
        episode.until(),
        episode.severity().name());
  }

  private static String text(
      String alert, String entity, Instant startedAt, Instant until, String severity) {
    return String.format(
        Locale.ROOT, "%s of %s from %s to %s (%s)", alert, entity, startedAt, until, severity);
  }
}

package io.crossroads.store;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.alert.EpisodeRule;
import io.crossroads.layers.alert.RaisedAlert;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keeps the stored episodes of an alert on a rollup true to its merged numbers, as {@link
 * EpisodeRule} makes them.
 */
final class Episodes {

  private final Connection connection;
  private final RollupTable table;
  private final EpisodeRule rule;
  private final MergedCells cells;
  private final Alerts alerts;

  Episodes(Connection connection, RollupTable table, Alert.OnRollup alert) {
    this.connection = connection;
    this.table = table;
    this.rule = new EpisodeRule(alert, table.states());
    this.cells = MergedCells.of(table);
    this.alerts = new Alerts(connection, table.pipeline().name());
  }

  /** The alerts on a rollup. */
  static List<Alert.OnRollup> alerts(Pipeline pipeline, RollupTable table) {
    return pipeline.alertsOnRollups().stream()
        .filter(alert -> alert.rollup().equals(table.rollup().name()))
        .toList();
  }

  /**
   * Looks again at windows that have changed, and at those that have ended meanwhile.
   *
   * @param changed cells that were added to
   * @param before the greatest append time when this was done last
   * @param now the greatest append time
   */
  void update(List<Cell> changed, Instant before, Instant now) throws SQLException {
    Map<List<Object>, TreeSet<Long>> windows = new LinkedHashMap<>();
    Instant floor = Retention.floor(connection, table.rollup().name());
    Instant whole = rule.firstWholeEpisode(floor);
    boolean met = false;
    for (Cell cell : candidates(changed, before, now)) {
      long start = EpochMicros.micros(cell.windowStart());
      if (rule.isOver(start, now) && !cell.windowStart().isBefore(whole)) {
        windows.computeIfAbsent(cell.dimensions(), group -> new TreeSet<>()).add(start);
        met |= rule.meets(cell);
      }
    }
    if (met || anyEpisode(windows)) {
      for (Map.Entry<List<Object>, TreeSet<Long>> group : windows.entrySet()) {
        look(group.getKey(), group.getValue().first(), group.getValue().last(), now, floor);
      }
    }
    end(now);
  }

  private List<Cell> candidates(List<Cell> changed, Instant before, Instant now)
      throws SQLException {
    Duration size = table.rollup().window().size();
    Object[] starts =
        changed.stream().map(Cell::windowStart).distinct().map(Positions::time).toArray();
    String where = "window_start = any (?) or (window_start > ? and window_start <= ?)";
    try (PreparedStatement statement = connection.prepareStatement(cells.sql(where))) {
      for (int i = 0; i < 2; i++) {
        statement.setArray(3 * i + 1, connection.createArrayOf("timestamptz", starts));
        statement.setObject(3 * i + 2, Positions.time(before.minus(size)));
        statement.setObject(3 * i + 3, Positions.time(now.minus(size)));
      }
      return read(statement);
    }
  }

  /** Whether an episode could be touched by what has changed, of whatever group. */
  private boolean anyEpisode(Map<List<Object>, TreeSet<Long>> windows) throws SQLException {
    if (windows.isEmpty()) {
      return false;
    }
    long first = windows.values().stream().mapToLong(TreeSet::first).min().orElseThrow();
    long last = windows.values().stream().mapToLong(TreeSet::last).max().orElseThrow();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select exists (select from alert where pipeline = ? and alert = ?"
                + " and started_at <= ? and until >= ?)")) {
      statement.setString(1, table.pipeline().name());
      statement.setString(2, rule.alert().name());
      statement.setObject(3, Positions.time(rule.later(last)));
      statement.setObject(4, Positions.time(rule.earlier(first)));
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  /**
   * Finds the episodes of a group around a span of windows, and makes the store hold these. Where
   * events of a window have been dropped the episode that it is of stays as it is.
   */
  private void look(List<Object> group, long first, long last, Instant now, Instant floor)
      throws SQLException {
    Map<String, Object> entity = rule.entity(group);
    Instant from = rule.earlier(first);
    Instant until = rule.later(last);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select least(?, min(started_at)), greatest(?, max(until)) from alert where pipeline ="
                + " ? and alert = ? and entity = ?::jsonb and started_at <= ? and until >= ?")) {
      statement.setObject(1, Positions.time(from));
      statement.setObject(2, Positions.time(until));
      statement.setString(3, table.pipeline().name());
      statement.setString(4, rule.alert().name());
      statement.setString(5, Json.object(entity));
      statement.setObject(6, Positions.time(until));
      statement.setObject(7, Positions.time(from));
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        from = (Instant) ColumnType.TIMESTAMPTZ.read(result, 1);
        until = (Instant) ColumnType.TIMESTAMPTZ.read(result, 2);
      }
    }
    if (from.isBefore(EpisodeRule.firstWholeWindow(floor))) {
      return;
    }
    List<RaisedAlert> episodes = rule.episodes(windows(group, from, until, now), now);
    alerts.removeOthers(rule.alert().name(), entity, from, until, episodes);
    alerts.write(episodes);
  }

  /** The windows of a group that meet the conditions, in order. */
  private List<Cell> windows(List<Object> group, Instant from, Instant until, Instant now)
      throws SQLException {
    String where =
        "window_start between ? and ?"
            + table.dimensions().stream()
                .map(
                    column ->
                        String.format(
                            Locale.ROOT,
                            " and %s is not distinct from ?::%s",
                            Sql.quoted(column.name()),
                            column.type().sql()))
                .collect(Collectors.joining());
    try (PreparedStatement statement =
        connection.prepareStatement(cells.sql(where) + " order by window_start")) {
      int parameter = 1;
      for (int i = 0; i < 2; i++) {
        statement.setObject(parameter++, Positions.time(from));
        statement.setObject(parameter++, Positions.time(until));
        for (Object value : group) {
          statement.setString(parameter++, value == null ? null : value.toString());
        }
      }
      return read(statement).stream()
          .filter(
              cell -> rule.isOver(EpochMicros.micros(cell.windowStart()), now) && rule.meets(cell))
          .toList();
    }
  }

  /** Ends the episodes after which enough windows have passed. */
  private void end(Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update alert set ended_at = until where pipeline = ? and alert = ?"
                + " and ended_at is null and until <= ?")) {
      statement.setString(1, table.pipeline().name());
      statement.setString(2, rule.alert().name());
      statement.setObject(3, Positions.time(now.minus(rule.grace())));
      statement.executeUpdate();
    }
  }

  private List<Cell> read(PreparedStatement statement) throws SQLException {
    List<Cell> read = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        read.add(cells.read(rows));
      }
    }
    return read;
  }
}

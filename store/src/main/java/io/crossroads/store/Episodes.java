package io.crossroads.store;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.WindowStarts;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Keeps the episodes of an alert on a rollup true to its merged numbers. An episode is a longest
 * run of windows that meet the conditions with fewer than {@code endsAfter} windows without between
 * them. Only windows that are over count: by the greatest append time, not by a clock of this
 * machine, so that a replay finds the same episodes.
 */
final class Episodes {

  private final Connection connection;
  private final RollupTable table;
  private final Alert.OnRollup alert;
  private final WindowStarts starts;
  private final MergedCells cells;
  private final Alerts alerts;

  Episodes(Connection connection, RollupTable table, Alert.OnRollup alert) {
    this.connection = connection;
    this.table = table;
    this.alert = alert;
    this.starts = new WindowStarts(table.rollup().window());
    this.cells = MergedCells.of(table);
    this.alerts = new Alerts(connection, table.pipeline().name());
  }

  /** The alerts on a rollup. */
  static List<Alert.OnRollup> alerts(Pipeline pipeline, RollupTable table) {
    return pipeline.alerts().stream()
        .filter(Alert.OnRollup.class::isInstance)
        .map(Alert.OnRollup.class::cast)
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
    boolean met = false;
    for (Cell cell : candidates(changed, before, now)) {
      long start = Positions.micros(cell.windowStart());
      if (isOver(start, now)) {
        windows.computeIfAbsent(cell.dimensions(), group -> new TreeSet<>()).add(start);
        met |= meets(cell);
      }
    }
    if (met || anyEpisode(windows)) {
      for (Map.Entry<List<Object>, TreeSet<Long>> group : windows.entrySet()) {
        look(group.getKey(), group.getValue().first(), group.getValue().last(), now);
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
      statement.setString(2, alert.name());
      statement.setObject(3, Positions.time(later(last)));
      statement.setObject(4, Positions.time(earlier(first)));
      try (ResultSet result = statement.executeQuery()) {
        return result.next() && result.getBoolean(1);
      }
    }
  }

  /** Finds the episodes of a group around a span of windows, and makes the store hold these. */
  private void look(List<Object> group, long first, long last, Instant now) throws SQLException {
    Map<String, Object> entity = entity(group);
    Instant from = earlier(first);
    Instant until = later(last);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select least(?, min(started_at)), greatest(?, max(until)) from alert where pipeline ="
                + " ? and alert = ? and entity = ?::jsonb and started_at <= ? and until >= ?")) {
      statement.setObject(1, Positions.time(from));
      statement.setObject(2, Positions.time(until));
      statement.setString(3, table.pipeline().name());
      statement.setString(4, alert.name());
      statement.setString(5, Json.object(entity));
      statement.setObject(6, Positions.time(until));
      statement.setObject(7, Positions.time(from));
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        from = (Instant) ColumnType.TIMESTAMPTZ.read(result, 1);
        until = (Instant) ColumnType.TIMESTAMPTZ.read(result, 2);
      }
    }
    List<RaisedAlert> episodes = episodes(entity, windows(group, from, until, now), now);
    alerts.removeOthers(alert.name(), entity, from, until, episodes);
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
                        " and %s is not distinct from ?::%s"
                            .formatted(Sql.quoted(column.name()), column.type().sql()))
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
          .filter(cell -> isOver(Positions.micros(cell.windowStart()), now) && meets(cell))
          .toList();
    }
  }

  private List<RaisedAlert> episodes(Map<String, Object> entity, List<Cell> met, Instant now) {
    List<RaisedAlert> episodes = new ArrayList<>();
    List<Cell> run = new ArrayList<>();
    for (Cell cell : met) {
      if (!run.isEmpty() && !follows(run.get(run.size() - 1), cell)) {
        episodes.add(episode(entity, run, now));
        run.clear();
      }
      run.add(cell);
    }
    if (!run.isEmpty()) {
      episodes.add(episode(entity, run, now));
    }
    return episodes;
  }

  /** Whether fewer than {@code endsAfter} windows lie between two. */
  private boolean follows(Cell one, Cell other) {
    long reach = Positions.micros(one.windowStart());
    for (int i = 0; i < alert.endsAfter(); i++) {
      reach = starts.next(reach);
    }
    return Positions.micros(other.windowStart()) <= reach;
  }

  private RaisedAlert episode(Map<String, Object> entity, List<Cell> run, Instant now) {
    Cell first = run.get(0);
    Cell last = run.get(run.size() - 1);
    Instant until = Positions.instant(starts.end(Positions.micros(last.windowStart())));
    Map<String, Object> evidence = new LinkedHashMap<>();
    evidence.put("when", alert.when().stream().map(Condition::toString).toList());
    evidence.put("windows", run.size());
    evidence.put("first", figures(first));
    evidence.put("last", figures(last));
    boolean ended = !until.plus(grace()).isAfter(now);
    return new RaisedAlert(
        alert.name(),
        entity,
        first.windowStart(),
        until,
        ended ? until : null,
        alert.severity(),
        evidence);
  }

  /** Ends the episodes after which enough windows have passed. */
  private void end(Instant now) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "update alert set ended_at = until where pipeline = ? and alert = ?"
                + " and ended_at is null and until <= ?")) {
      statement.setString(1, table.pipeline().name());
      statement.setString(2, alert.name());
      statement.setObject(3, Positions.time(now.minus(grace())));
      statement.executeUpdate();
    }
  }

  private Duration grace() {
    return table.rollup().window().slide().multipliedBy(alert.endsAfter());
  }

  private Instant earlier(long start) {
    long reach = start;
    for (int i = 0; i < alert.endsAfter(); i++) {
      reach = starts.atOrBefore(reach - 1);
    }
    return Positions.instant(reach);
  }

  private Instant later(long start) {
    long reach = start;
    for (int i = 0; i < alert.endsAfter(); i++) {
      reach = starts.next(reach);
    }
    return Positions.instant(reach);
  }

  private boolean isOver(long start, Instant now) {
    return starts.end(start) <= Positions.micros(now);
  }

  private Map<String, Object> entity(List<Object> group) {
    Map<String, Object> entity = new LinkedHashMap<>();
    for (int i = 0; i < group.size(); i++) {
      entity.put(table.dimensions().get(i).name(), group.get(i));
    }
    return entity;
  }

  private Map<String, Object> figures(Cell cell) {
    Map<String, Object> answers = table.states().answers(cell.states());
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put(RollupTable.WINDOW_START, cell.windowStart().toString());
    alert.when().forEach(condition -> figures.put(condition.name(), figure(answers, condition)));
    return figures;
  }

  private boolean meets(Cell cell) {
    Map<String, Object> answers = table.states().answers(cell.states());
    return alert.when().stream()
        .allMatch(
            condition -> {
              BigDecimal figure = figure(answers, condition);
              return figure != null
                  && condition
                      .comparison()
                      .holds(figure.compareTo(new BigDecimal(condition.value())));
            });
  }

  /** A measure's figure; one of several percentiles is named as in {@code rt_ms.p95}. */
  private static BigDecimal figure(Map<String, Object> answers, Condition condition) {
    String[] path = condition.name().split("\\.", 2);
    Object answer = answers.get(path[0]);
    if (path.length == 2 && answer instanceof Map<?, ?> several) {
      answer = several.get(path[1]);
    }
    if (answer instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    return (BigDecimal) answer;
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

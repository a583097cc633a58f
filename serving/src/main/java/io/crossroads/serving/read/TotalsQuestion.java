package io.crossroads.serving.read;

import io.crossroads.layers.rollup.Cell;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.store.MergedCells;
import io.crossroads.store.RollupTable;
import io.crossroads.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A question to a rollup whose windows are merged into one row of each group: means are of all
 * events, distinct counts and percentiles of the merged sketches. Where windows overlap, only those
 * are merged that follow each other from midnight, so that each event counts once.
 *
 * @param asked the same for each window
 */
public record TotalsQuestion(RollupQuestion asked) {

  /**
   * All there is to be said.
   *
   * @param rows names and values
   * @param more whether there are more than were asked for
   */
  public record Totals(List<Map<String, Object>> rows, boolean more) {}

  /** The names of an answer's columns. */
  public List<String> columns() {
    return Stream.concat(
            dimensions().map(RollupTable.Column::name),
            asked.table().rollup().measures().stream().map(Measure::name))
        .toList();
  }

  /** Asks. */
  public Totals ask(Connection connection) throws SQLException {
    MergedCells cells = new MergedCells(asked.table(), asked.dimensions());
    List<Filter> filters = new ArrayList<>(asked.filters());
    Window window = asked.table().rollup().window();
    if (!window.slide().equals(window.size())) {
      filters.add(followingEachOther(window));
    }
    Filter where = Filter.all(filters);
    String sql =
        String.format(
            Locale.ROOT, "select * from (%s) cell%s limit ?", cells.totalSql(where.sql()), order());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      int index = where.bind(statement, where.bind(statement, 1));
      statement.setInt(index, asked.limit() + 1);
      try (ResultSet result = statement.executeQuery()) {
        return totals(cells, result);
      }
    }
  }

  private static Filter followingEachOther(Window window) {
    boolean fixed = window.zone().normalized() instanceof ZoneOffset;
    return new Filter(
        String.format(
            Locale.ROOT,
            "mod((extract(epoch from %s at time zone %s) * 1000)::bigint, ?) = 0",
            Sql.quoted(RollupTable.WINDOW_START),
            fixed ? "make_interval(secs => ?)" : "?"),
        List.of(
            window.zone().normalized() instanceof ZoneOffset offset
                ? offset.getTotalSeconds()
                : window.zone().getId(),
            window.size().toMillis()));
  }

  /** By what was asked for, ties by the group. */
  private String order() {
    String group =
        dimensions()
            .map(dimension -> Sql.quoted(dimension.name()))
            .collect(Collectors.joining(", "));
    String first =
        asked
            .order()
            .measure()
            .map(asked::expression)
            .or(() -> asked.order().column().filter(columns()::contains).map(Sql::quoted))
            .map(column -> column + (asked.order().descending() ? " desc" : "") + " nulls last")
            .orElse("");
    String all =
        Stream.of(first, group).filter(it -> !it.isEmpty()).collect(Collectors.joining(", "));
    return all.isEmpty() ? "" : " order by " + all;
  }

  private Totals totals(MergedCells cells, ResultSet result) throws SQLException {
    List<Map<String, Object>> rows = new ArrayList<>();
    while (result.next()) {
      if (rows.size() == asked.limit()) {
        return new Totals(rows, true);
      }
      rows.add(row(cells.read(result)));
    }
    return new Totals(rows, false);
  }

  private Map<String, Object> row(Cell cell) {
    Map<String, Object> row = new LinkedHashMap<>();
    List<String> names = dimensions().map(RollupTable.Column::name).toList();
    for (int i = 0; i < names.size(); i++) {
      row.put(names.get(i), cell.dimensions().get(i));
    }
    row.putAll(asked.table().states().answers(cell.states()));
    return row;
  }

  private Stream<RollupTable.Column> dimensions() {
    return asked.dimensions().stream().map(asked.table().dimensions()::get);
  }
}

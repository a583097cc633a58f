package io.crossroads.serving.read;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.StateColumn;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.WindowStarts;
import io.crossroads.store.ColumnType;
import io.crossroads.store.MergedCells;
import io.crossroads.store.RollupTable;
import io.crossroads.store.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question to a rollup. Every name in its SQL is from the declaration; what was asked is bound.
 *
 * @param table the rollup, with the measures that are asked for
 * @param dimensions places of the dimensions to keep; the others are merged
 * @param filters conditions on window and dimensions, each of which must hold
 * @param order what the rows are ordered by
 * @param limit most rows of an answer
 */
public record RollupQuestion(
    RollupTable table, List<Integer> dimensions, List<Filter> filters, Order order, int limit) {

  /** Rows that are taken from PostgreSQL at a time; sketches make them large. */
  private static final int FETCH_SIZE = 500;

  /**
   * An order of rows: by a column of the group, or by a measure with ties by the group.
   *
   * @param column what comes first: the window's start or a dimension; empty for a measure
   * @param measure what comes first if it is a measure
   * @param descending whether it is reversed
   */
  public record Order(Optional<String> column, Optional<Measure> measure, boolean descending) {}

  /**
   * A page of an answer.
   *
   * @param rows names and values
   * @param last the values of the keyset of the last row; empty if there are no more rows, or if
   *     the order is by a measure, which may move between two pages
   */
  public record Page(List<Map<String, Object>> rows, List<Object> last) {}

  public RollupQuestion {
    dimensions = List.copyOf(dimensions);
    filters = List.copyOf(filters);
  }

  /** Whether an order by a measure is possible: not of sketches, which PostgreSQL cannot read. */
  public static boolean canOrderBy(Measure.Kind kind) {
    return switch (kind) {
      case PERCENTILES, DISTINCT, TOP -> false;
      case COUNT, SHARE, SUM, MEAN, VARIANCE, MIN, MAX -> true;
    };
  }

  /** The columns of the group that tell rows apart, in their order. */
  public Keyset keys() {
    List<SortKey> keys = new ArrayList<>();
    keys.add(new SortKey(RollupTable.WINDOW_START, ColumnType.TIMESTAMPTZ, false, reversed()));
    for (int place : dimensions) {
      RollupTable.Column column = table.dimensions().get(place);
      keys.add(new SortKey(column.name(), column.type(), true, reversed()));
    }
    order
        .column()
        .ifPresent(
            first ->
                keys.sort(
                    (a, b) -> Boolean.compare(b.name().equals(first), a.name().equals(first))));
    return new Keyset(keys);
  }

  private boolean reversed() {
    return order.column().isPresent() && order.descending();
  }

  /** The names of an answer's columns. */
  public List<String> columns() {
    return Stream.of(
            Stream.of(RollupTable.WINDOW_START, "window_end"),
            dimensions.stream().map(place -> table.dimensions().get(place).name()),
            table.rollup().measures().stream().map(Measure::name))
        .flatMap(names -> names)
        .toList();
  }

  /**
   * Asks.
   *
   * @param after the rows that the page is of; empty for the first page
   */
  public Page ask(Connection connection, Optional<Filter> after) throws SQLException {
    MergedCells cells = new MergedCells(table, dimensions);
    Keyset keys = keys();
    List<Filter> all = new ArrayList<>(filters);
    after.ifPresent(all::add);
    Filter where = Filter.all(all);
    boolean byWindow = order.column().equals(Optional.of(RollupTable.WINDOW_START));
    String sql = byWindow ? byWindow(cells, where, keys) : sorted(cells, where, keys);
    try (PreparedStatement statement = connection.prepareStatement(sql + " limit ?")) {
      int index = 1;
      if (byWindow) {
        index = where.bind(statement, where.bind(statement, index));
      }
      index = where.bind(statement, where.bind(statement, index));
      statement.setInt(index, limit + 1);
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet result = statement.executeQuery()) {
        return page(cells, result, keys);
      }
    }
  }

  /**
   * In the order that both tables have an index for. The windows of the page are found first, so
   * that no more is merged than the page needs, however long the range of time.
   */
  private String byWindow(MergedCells cells, Filter where, Keyset keys) {
    String groups =
        String.format(
            Locale.ROOT,
            "(select distinct %1$s from %%s where %2$s order by %3$s limit %4$d)",
            Sql.list(keys.keys().stream().map(SortKey::name).toList()),
            where.sql(),
            keys.order(),
            limit + 1);
    String page =
        String.format(
            Locale.ROOT,
            "select %1$s from (%2$s union %3$s) cell order by %4$s limit %5$d",
            RollupTable.WINDOW_START,
            String.format(Locale.ROOT, groups, Sql.quoted(table.batch())),
            String.format(Locale.ROOT, groups, Sql.quoted(table.speed())),
            keys.order(),
            limit + 1);
    String within =
        String.format(
            Locale.ROOT,
            " and %1$s between (select min(%1$s) from page) and (select max(%1$s) from page)",
            RollupTable.WINDOW_START);
    return String.format(
        Locale.ROOT,
        "with page as materialized (%s) %s order by %s",
        page,
        cells.sql("(" + where.sql() + ")" + within),
        keys.order());
  }

  private String sorted(MergedCells cells, Filter where, Keyset keys) {
    return order
        .measure()
        .map(
            measure ->
                String.format(
                    Locale.ROOT,
                    "select * from (%s) cell order by %s%s nulls last, %s",
                    cells.sql(where.sql()),
                    expression(measure),
                    order.descending() ? " desc" : "",
                    keys.order()))
        .orElseGet(() -> cells.sql(where.sql()) + " order by " + keys.order());
  }

  private Page page(MergedCells cells, ResultSet result, Keyset keys) throws SQLException {
    WindowStarts windows = new WindowStarts(table.rollup().window());
    List<Map<String, Object>> rows = new ArrayList<>();
    while (result.next()) {
      if (rows.size() == limit) {
        return new Page(rows, last(rows.get(limit - 1), keys));
      }
      rows.add(row(cells.read(result), windows));
    }
    return new Page(rows, List.of());
  }

  private Map<String, Object> row(Cell cell, WindowStarts windows) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put(RollupTable.WINDOW_START, cell.windowStart());
    row.put("window_end", EpochMicros.instant(windows.end(EpochMicros.micros(cell.windowStart()))));
    for (int i = 0; i < dimensions.size(); i++) {
      row.put(table.dimensions().get(dimensions.get(i)).name(), cell.dimensions().get(i));
    }
    row.putAll(table.states().answers(cell.states()));
    return row;
  }

  private List<Object> last(Map<String, Object> row, Keyset keys) {
    if (order.measure().isPresent()) {
      return List.of();
    }
    List<Object> values = new ArrayList<>();
    keys.keys().forEach(key -> values.add(row.get(key.name())));
    return Collections.unmodifiableList(values);
  }

  /** A measure as PostgreSQL can compare it, from the merged states. */
  String expression(Measure measure) {
    List<String> names =
        table.states().columns(measure).stream().map(StateColumn::name).map(Sql::quoted).toList();
    return switch (measure.kind()) {
      case COUNT, SUM, MIN, MAX -> names.get(0);
      case MEAN, SHARE ->
          String.format(Locale.ROOT, "%s::numeric / nullif(%s, 0)", names.get(0), names.get(1));
      case VARIANCE ->
          String.format(
              Locale.ROOT,
              "(%3$s * %2$s - %1$s * %1$s) / nullif(%3$s::numeric * %3$s, 0)",
              names.get(0),
              names.get(1),
              names.get(2));
      case PERCENTILES, DISTINCT, TOP ->
          throw new IllegalArgumentException("no order by " + measure.kind());
    };
  }
}

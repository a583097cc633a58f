package io.crossroads.store;

import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.Sketches;
import io.crossroads.layers.rollup.StateColumn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads what both layers hold of a rollup as one: a single statement, so that it sees the tables of
 * one moment, before a run of {@code views} or after it.
 *
 * @param table the rollup's tables
 * @param dimensions the dimensions to keep, by their place in the declaration; the others are
 *     merged
 */
public record MergedCells(RollupTable table, List<Integer> dimensions) {

  public MergedCells {
    dimensions = List.copyOf(dimensions);
  }

  /** Every group as it is declared. */
  public static MergedCells of(RollupTable table) {
    return new MergedCells(table, IntStream.range(0, table.dimensions().size()).boxed().toList());
  }

  /**
   * The statement, without order and limit. Its columns are the window's start, the dimensions that
   * are kept, and the partial aggregates.
   *
   * @param where a condition on {@code window_start} and dimensions that both tables must meet,
   *     with {@code ?} for values; the values of the whole are needed twice
   * @param speedWhere a further condition on the rows of the speed layer, whose values come last
   */
  public String sql(String where, String speedWhere) {
    return grouped(both(where, speedWhere));
  }

  /**
   * The statement with all windows merged into one row of each group, whose window's start is that
   * of the first. Windows that overlap must be left out by the condition.
   *
   * @param where as of {@link #sql(String, String)}
   */
  public String totalSql(String where) {
    String kept = Sql.list(keptNames().toList());
    return String.format(
        Locale.ROOT,
        "select min(%1$s) as %1$s, %2$s%3$s from (%4$s) cell%5$s having count(*) > 0",
        Sql.quoted(RollupTable.WINDOW_START),
        kept.isEmpty() ? "" : kept + ", ",
        states(),
        both(where, "true"),
        kept.isEmpty() ? "" : " group by " + kept);
  }

  private String both(String where, String speedWhere) {
    return String.format(
        Locale.ROOT,
        "%s union all %s",
        rows(table.batch(), "(" + where + ")"),
        rows(table.speed(), "(" + where + ") and (" + speedWhere + ")"));
  }

  /** The statement over the batch layer alone. */
  public String batchSql() {
    return grouped(rows(table.batch(), "true"));
  }

  /**
   * The statement over the speed layer alone.
   *
   * @param where a condition on its rows
   */
  public String speedSql(String where) {
    return grouped(rows(table.speed(), where));
  }

  private String rows(String from, String where) {
    String columns =
        Sql.list(Stream.concat(table.group().stream(), table.stateNames().stream()).toList());
    return String.format(
        Locale.ROOT, "select %s from %s where %s", columns, Sql.quoted(from), where);
  }

  private String grouped(String rows) {
    String group =
        Stream.concat(Stream.of(RollupTable.WINDOW_START), keptNames())
            .map(Sql::quoted)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT, "select %1$s, %2$s from (%3$s) cell group by %1$s", group, states(), rows);
  }

  private String states() {
    return table.states().columns().stream()
        .map(state -> StateSql.aggregate(state) + " as " + Sql.quoted(state.name()))
        .collect(Collectors.joining(", "));
  }

  /** {@link #sql(String, String)} over all rows of the speed layer. */
  public String sql(String where) {
    return sql(where, "true");
  }

  /** The group and merged states of a result's current row; the bucket is null. */
  public Cell read(ResultSet row) throws SQLException {
    int column = 1;
    Instant start = (Instant) ColumnType.TIMESTAMPTZ.read(row, column++);
    List<Object> values = new ArrayList<>();
    for (int dimension : dimensions) {
      values.add(table.dimensions().get(dimension).type().read(row, column++));
    }
    List<Object> states = new ArrayList<>();
    for (StateColumn state : table.states().columns()) {
      states.add(
          state.part().isSketch()
              ? Sketches.merge(state.part(), ColumnType.readArray(row, column++))
              : StateSql.type(state).read(row, column++));
    }
    return new Cell(start, values, null, states);
  }

  private Stream<String> keptNames() {
    return dimensions.stream().map(dimension -> table.dimensions().get(dimension).name());
  }
}

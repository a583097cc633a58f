package io.crossroads.store;

import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.Sketches;
import io.crossroads.layers.rollup.StateColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Adds cells to a table of a rollup: they are copied into a table of this connection, and merged
 * from there. Sketches, which PostgreSQL cannot merge, are read, merged here and written; the
 * caller holds a lock under which nobody else writes the same rows.
 */
final class CellWriter {

  private final Connection connection;
  private final RollupTable table;
  private final String target;
  private final List<String> key;
  private final boolean bucketed;
  private final String incoming;

  private CellWriter(
      Connection connection, RollupTable table, String target, List<String> key, boolean bucketed) {
    this.connection = connection;
    this.table = table;
    this.target = Sql.quoted(target);
    this.key = key;
    this.bucketed = bucketed;
    this.incoming = Sql.quoted("incoming_" + table.rollup().name());
  }

  /** Writes into the table of the batch layer. */
  static CellWriter batch(Connection connection, RollupTable table) {
    boolean bucketed = !table.rollup().isKeptForEver();
    return new CellWriter(connection, table, table.batch(), table.batchKey(), bucketed);
  }

  /** Writes into the table of the speed layer. */
  static CellWriter speed(Connection connection, RollupTable table) {
    return new CellWriter(connection, table, table.speed(), table.speedKey(), true);
  }

  /**
   * Copies cells to where {@link #merge} takes them from; each group once.
   *
   * @return how many there were
   */
  long load(Iterator<Cell> cells) throws SQLException {
    execute(
        String.format(
            Locale.ROOT,
            "create temporary table if not exists %s (like %s including defaults) on commit delete rows",
            incoming,
            target));
    try (CopyLines copy =
        new CopyLines(
            connection, String.format(Locale.ROOT, "%s (%s)", incoming, Sql.list(columns())))) {
      while (cells.hasNext()) {
        copy.row(values(cells.next()));
      }
      return copy.finish();
    }
  }

  /** Adds what was loaded to what the table holds. */
  void merge() throws SQLException {
    if (table.states().hasSketches()) {
      mergeSketches();
    }
    String states =
        table.states().columns().stream()
            .map(
                state ->
                    Sql.quoted(state.name()) + " = " + StateSql.merged(state, "stored", "excluded"))
            .collect(Collectors.joining(", "));
    execute(
        String.format(
            Locale.ROOT,
            "insert into %s as stored (%2$s) select %2$s from %3$s on conflict (%4$s) do update set %5$s",
            target,
            Sql.list(columns()),
            incoming,
            Sql.list(key),
            states));
  }

  private List<Object> values(Cell cell) {
    List<Object> values = new ArrayList<>();
    values.add(cell.windowStart());
    values.addAll(cell.dimensions());
    if (bucketed) {
      values.add(cell.bucket());
    }
    values.addAll(cell.states());
    return values;
  }

  /** Makes the incoming sketches of groups that are stored already stand for both. */
  private void mergeSketches() throws SQLException {
    List<StateColumn> sketches =
        table.states().columns().stream().filter(state -> state.part().isSketch()).toList();
    String sameGroup =
        key.stream()
            .map(
                name ->
                    String.format(
                        Locale.ROOT, "i.%1$s %2$s s.%1$s", Sql.quoted(name), equality(name)))
            .collect(Collectors.joining(" and "));
    String pairs =
        sketches.stream()
            .map(state -> String.format(Locale.ROOT, "i.%1$s, s.%1$s", Sql.quoted(state.name())))
            .collect(Collectors.joining(", "));
    String update =
        sketches.stream()
            .map(state -> Sql.quoted(state.name()) + " = ?")
            .collect(Collectors.joining(", "));
    try (Statement read = connection.createStatement();
        PreparedStatement write =
            connection.prepareStatement(
                String.format(
                    Locale.ROOT, "update %s set %s where ctid = ?::tid", incoming, update));
        ResultSet rows =
            read.executeQuery(
                String.format(
                    Locale.ROOT,
                    "select i.ctid::text, %s from %s i join %s s on %s",
                    pairs,
                    incoming,
                    target,
                    sameGroup))) {
      while (rows.next()) {
        for (int i = 0; i < sketches.size(); i++) {
          byte[] added = rows.getBytes(2 + 2 * i);
          byte[] stored = rows.getBytes(3 + 2 * i);
          write.setBytes(i + 1, Sketches.merge(sketches.get(i).part(), stored, added));
        }
        write.setString(sketches.size() + 1, rows.getString(1));
        write.addBatch();
      }
      write.executeBatch();
    }
  }

  /** Times are never null, and an index serves only this comparison. */
  private static String equality(String name) {
    boolean time = name.equals(RollupTable.WINDOW_START) || name.equals(RollupTable.BUCKET);
    return time ? "=" : "is not distinct from";
  }

  private List<String> columns() {
    List<String> columns = new ArrayList<>(table.group());
    if (bucketed) {
      columns.add(RollupTable.BUCKET);
    }
    return Stream.concat(columns.stream(), table.stateNames().stream()).toList();
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

package io.crossroads.sql.store;

import io.crossroads.cli.CommandFailure;
import io.crossroads.sql.Engine;
import io.crossroads.sql.Moment;
import io.crossroads.sql.Relation;
import io.crossroads.sql.RelationName;
import io.crossroads.store.Sql;
import io.crossroads.store.StoreSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * A table or view of the store as a table of the engine, which has its rows of the moment.
 *
 * @param name what it is called
 * @param kind what it is
 * @param description what it holds
 * @param source its name in the store
 * @param remedy what makes it, as an imperative
 * @param store where it is
 */
public record StoreTable(
    RelationName name,
    String kind,
    String description,
    String source,
    String remedy,
    StoreSettings store)
    implements Relation {

  /** What PostgreSQL says of a relation that is not there. */
  private static final String UNDEFINED_TABLE = "42P01";

  @Override
  public List<String> columns() throws SQLException {
    try (Moment moment = new Moment(store)) {
      return described(moment.store()).stream().map(StoreColumn::name).toList();
    }
  }

  @Override
  public void define(Engine engine, Moment moment) throws SQLException {
    Connection connection = moment.store();
    List<StoreColumn> columns = described(connection);
    try {
      Path rows = Files.createTempFile("crossroads-sql-", ".csv");
      try {
        copy(connection, columns, rows);
        load(engine, columns, rows);
      } finally {
        Files.delete(rows);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<StoreColumn> described(Connection connection) throws SQLException {
    try (PreparedStatement query =
            connection.prepareStatement("select * from " + Sql.quoted(source) + " limit 0");
        ResultSet nothing = query.executeQuery()) {
      return StoreColumn.of(nothing.getMetaData());
    } catch (SQLException e) {
      if (UNDEFINED_TABLE.equals(e.getSQLState())) {
        throw new CommandFailure(
            "there is no " + name + " in the store at " + store + " yet: " + remedy, e);
      }
      throw e;
    }
  }

  private void copy(Connection connection, List<StoreColumn> columns, Path rows)
      throws SQLException, IOException {
    String query =
        columns.stream()
            .map(column -> Sql.quoted(column.name()))
            .collect(
                Collectors.joining(
                    ", ",
                    "copy (select ",
                    " from " + Sql.quoted(source) + ") to stdout (format csv)"));
    try (OutputStream file = Files.newOutputStream(rows)) {
      connection.unwrap(PGConnection.class).getCopyAPI().copyOut(query, file);
    }
  }

  private void load(Engine engine, List<StoreColumn> columns, Path rows) throws SQLException {
    String text =
        columns.stream()
            .map(column -> Engine.literal(column.name()) + ": 'varchar'")
            .collect(Collectors.joining(", ", "{", "}"));
    String csv =
        String.format(
            Locale.ROOT,
            "read_csv(%s, auto_detect = false, header = false, delim = ',', quote = '\"',"
                + " escape = '\"', nullstr = '', allow_quoted_nulls = false,"
                + " max_line_size = 64000000, columns = %s)",
            Engine.literal(rows.toString()),
            text);
    StringBuilder values = new StringBuilder();
    for (StoreColumn column : columns) {
      values.append(values.isEmpty() ? "" : ", ").append(column.value(engine, csv));
    }
    engine.execute("create table " + name.quoted() + " as select " + values + " from " + csv);
  }
}

package io.crossroads.testkit;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database as a test changes it and looks into it, each time over a connection of its own.
 *
 * @param source where connections come from
 */
public record TestDatabase(ConnectionSource source) {

  /** Opens connections to one database as one user. */
  @FunctionalInterface
  public interface ConnectionSource {
    Connection connect() throws SQLException;
  }

  /** Executes a statement. */
  public void execute(String sql) throws SQLException {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The rows that a query gives, as text, columns with a bar between. */
  public List<String> rows(String sql) throws SQLException {
    try (Connection connection = source.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> lines = new ArrayList<>();
      while (rows.next()) {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(rows.getString(i));
        }
        lines.add(String.join("|", columns));
      }
      return lines;
    }
  }

  /** The rows in one text, a line each. */
  public String text(String sql) throws SQLException {
    return String.join("\n", rows(sql));
  }
}

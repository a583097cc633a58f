package io.crossroads.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/** A DuckDB in memory. What it holds are views and copies; it is nobody's database. */
public final class Engine implements AutoCloseable {

  private final Connection connection;

  private Engine(Connection connection) {
    this.connection = connection;
  }

  /** Starts one, in UTC. */
  public static Engine start() throws SQLException {
    Properties properties = new Properties();
    // Rows come as they are found: an answer of any size fits into memory.
    properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
    properties.setProperty("autoinstall_known_extensions", "false");
    properties.setProperty("autoload_known_extensions", "false");
    Engine engine = new Engine(DriverManager.getConnection("jdbc:duckdb:", properties));
    engine.execute("set timezone = 'UTC'");
    engine.execute("set enable_progress_bar = true");
    engine.execute("set enable_progress_bar_print = false");
    return engine;
  }

  /** Executes a statement of ours. */
  public void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of what a query of ours says. */
  public List<String> ask(String sql, String... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setString(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        List<String> answer = new ArrayList<>();
        while (rows.next()) {
          answer.add(rows.getString(1));
        }
        return answer;
      }
    }
  }

  /** Prepares a statement of people. */
  PreparedStatement prepare(String sql) throws SQLException {
    return connection.prepareStatement(sql);
  }

  /** A text as it stands in a statement. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

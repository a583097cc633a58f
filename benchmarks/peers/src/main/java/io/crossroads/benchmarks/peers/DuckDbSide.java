package io.crossroads.benchmarks.peers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * DuckDB's side of the history benchmark: a CSV of hourly counts to one Parquet object sorted by
 * junction and time, with two threads and 2 GB, some times. Prints after each the seconds of the
 * conversion alone.
 */
public final class DuckDbSide {

  private DuckDbSide() {}

  /** Arguments: the CSV file, the Parquet file, and how often. */
  public static void main(String[] arguments) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      statement.execute("SET memory_limit = '2GB'");
      for (int time = 0; time < Integer.parseInt(arguments[2]); time++) {
        long started = System.nanoTime();
        statement.execute(
            String.format(
                Locale.ROOT,
                """
                COPY (
                  SELECT * FROM read_csv('%s', header = true, columns = {
                    'date_time': 'TIMESTAMP', 'junction': 'INTEGER',
                    'vehicles': 'INTEGER', 'id': 'BIGINT'})
                  ORDER BY junction, date_time)
                TO '%s' (FORMAT parquet, COMPRESSION zstd)
                """,
                quoted(arguments[0]),
                quoted(arguments[1])));
        System.out.printf(Locale.ROOT, "figures: %.3f%n", (System.nanoTime() - started) / 1e9);
      }
    }
  }

  private static String quoted(String text) {
    return text.replace("'", "''");
  }
}

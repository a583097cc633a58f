package io.crossroads.streaming;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Holds the next commit of a table in the middle: the writer has asked the database for it and gets
 * no answer. When it is let go, it takes effect, even if the writer is dead by then.
 */
public final class HeldCommit implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Connection connection;

  /** From now on the table's commits wait. */
  public HeldCommit(TableIdentifier table) throws SQLException {
    TestPlatform platform = TestPlatform.get();
    this.connection =
        DriverManager.getConnection(
            platform.catalog().uri(), platform.postgres().user(), platform.postgres().password());
    connection.setAutoCommit(false);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select 1 from iceberg_tables where table_namespace = ? and table_name = ?"
                + " for update")) {
      statement.setString(1, table.namespace().toString());
      statement.setString(2, table.name());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next()) {
          throw new AssertionError("no table " + table);
        }
      }
    }
  }

  /** Waits until a commit is held. */
  public void awaitWriter() throws SQLException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!holdsWriter()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nobody commits");
      }
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  private boolean holdsWriter() throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and pg_backend_pid() = any(pg_blocking_pids(pid))");
        ResultSet waiting = statement.executeQuery()) {
      return waiting.next();
    }
  }

  /** Lets it go. */
  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
  }
}

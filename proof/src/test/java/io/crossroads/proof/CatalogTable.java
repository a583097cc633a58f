package io.crossroads.proof;

import io.crossroads.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * A table of the catalog as others see it, and its next commit held in the middle: the writer's
 * files are written, it has asked the catalog and gets no answer. When the commit is let go it
 * takes effect, even if the writer is dead by then.
 */
final class CatalogTable {

  private static final Duration TIMEOUT = Duration.ofSeconds(120);
  private static final long PAUSE_NANOS = 5_000_000;

  /** What PostgreSQL calls it when no table was ever made. */
  private static final String NO_CATALOG = "42P01";

  private static final String ROW =
      "select metadata_location from iceberg_tables where table_namespace = ? and table_name = ?";

  private final Platform platform;
  private final String namespace;
  private final String name;

  CatalogTable(Platform platform, String namespace, String name) {
    this.platform = platform;
    this.namespace = namespace;
    this.name = name;
  }

  /**
   * The file that describes what the table holds, another one after each commit; if there is one.
   */
  Optional<String> metadataFile() throws SQLException {
    try (Connection connection = connect()) {
      return row(connection, ROW);
    } catch (SQLException e) {
      if (NO_CATALOG.equals(e.getSQLState())) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Waits until it was committed to so many times from now on. */
  void awaitCommits(int commits) throws SQLException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    Optional<String> before = metadataFile();
    for (int seen = 0; seen < commits; ) {
      Optional<String> now = metadataFile();
      seen += now.equals(before) ? 0 : 1;
      before = now;
      pause(deadline);
    }
  }

  /** Runs something while a commit is held. */
  void whileCommitIsHeld(Runnable action) throws SQLException {
    try (Connection holding = connect();
        Connection looking = connect()) {
      holding.setAutoCommit(false);
      row(holding, ROW + " for update");
      long deadline = System.nanoTime() + TIMEOUT.toNanos();
      while (!holdsWriter(looking)) {
        pause(deadline);
      }
      action.run();
      holding.rollback();
    }
  }

  private Connection connect() throws SQLException {
    EmbeddedPostgres postgres = platform.postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl("catalog"), postgres.user(), postgres.password());
  }

  private Optional<String> row(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, namespace);
      statement.setString(2, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private static boolean holdsWriter(Connection looking) throws SQLException {
    try (PreparedStatement statement =
            looking.prepareStatement(
                "select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                    + " and query like '%iceberg_tables%'");
        ResultSet waiting = statement.executeQuery()) {
      return waiting.next();
    }
  }

  private void pause(long deadline) {
    if (System.nanoTime() > deadline) {
      throw new AssertionError("nobody commits to " + namespace + "." + name);
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }
}

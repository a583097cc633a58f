package io.crossroads.proof;

import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.testkit.HeldCommit;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** A table of the catalog as others see it, and its commits. */
final class CatalogTable {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);
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
      return row(connection);
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
    try (HeldCommit held = new HeldCommit(this::connect, namespace, name)) {
      held.awaitWriter();
      action.run();
    }
  }

  private Connection connect() throws SQLException {
    EmbeddedPostgres postgres = platform.postgres();
    return DriverManager.getConnection(
        postgres.jdbcUrl("catalog"), postgres.user(), postgres.password());
  }

  private Optional<String> row(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ROW)) {
      statement.setString(1, namespace);
      statement.setString(2, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
      }
    }
  }

  private void pause(long deadline) {
    if (System.nanoTime() > deadline) {
      throw new AssertionError("nobody commits to " + namespace + "." + name);
    }
    LockSupport.parkNanos(PAUSE_NANOS);
  }
}

package io.crossroads.testkit;

import io.crossroads.testkit.TestDatabase.ConnectionSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * A lock of a database that a transaction holds until this is closed, so that whoever needs it
 * waits in the middle of a transaction.
 */
public final class HeldLock implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Connection holding;

  /** A transaction sees activity as it was at its first look, and so another session looks. */
  private final Connection looking;

  /**
   * Takes it.
   *
   * @param sql a statement that locks, such as {@code lock table ...} or {@code select ... for
   *     update}
   */
  public HeldLock(ConnectionSource source, String sql) throws SQLException {
    this.holding = source.connect();
    this.looking = source.connect();
    holding.setAutoCommit(false);
    try (Statement statement = holding.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Returns once a session waits for a lock, or fails after five minutes without one.
   *
   * @param session which one, as a condition on {@code pg_stat_activity}
   */
  public void awaitWaiting(String session) throws SQLException {
    String sql =
        String.format(
            Locale.ROOT,
            "select 1 from pg_stat_activity where wait_event_type = 'Lock' and (%s)",
            session);
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!hasRow(sql)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("no session waits for a lock of which holds: " + session);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private boolean hasRow(String sql) throws SQLException {
    try (Statement statement = looking.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next();
    }
  }

  /** Releases it. */
  @Override
  public void close() throws SQLException {
    holding.rollback();
    holding.close();
    looking.close();
  }
}

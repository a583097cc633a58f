package io.crossroads.proof;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Holds the next publication of views in the middle of its transaction. */
final class HeldPublication implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Connection connection;

  /** A transaction sees activity as it was at its first look, and so another one looks. */
  private final Connection looking;

  /** Where a publication may be held. */
  enum Place {
    /** Nothing of it is written. */
    BEGIN("select 1 from horizon for share"),
    /** Some views are written. */
    VIEWS("lock table batch_traffic_by_hour in share mode"),
    /** Views are written, live numbers deleted, the horizon moved; only the commit is missing. */
    END("lock table horizon_offset in share mode");

    private final String lock;

    Place(String lock) {
      this.lock = lock;
    }
  }

  /** From now on a publication waits at a place. */
  HeldPublication(Platform platform, Place place) throws SQLException {
    this.connection = platform.store().connect("proof");
    this.looking = platform.store().connect("proof");
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute(place.lock);
    }
  }

  /** Waits until one is held. */
  void awaitPublisher() throws SQLException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!holdsPublisher()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nobody publishes");
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  private boolean holdsPublisher() throws SQLException {
    try (PreparedStatement statement =
            looking.prepareStatement(
                "select 1 from pg_stat_activity where application_name like 'crossroads views %'"
                    + " and wait_event_type = 'Lock'");
        ResultSet waiting = statement.executeQuery()) {
      return waiting.next();
    }
  }

  /** Lets it go. */
  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.close();
    looking.close();
  }
}

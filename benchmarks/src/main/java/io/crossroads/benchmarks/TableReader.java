package io.crossroads.benchmarks;

import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Asks a database the same question over and over, and keeps how long each answer took. */
final class TableReader implements AutoCloseable {

  private static final Duration PAUSE = Duration.ofMillis(2);

  private final Thread thread = new Thread(this::run, "table reader");
  private final StoreSettings store;
  private final String question;
  private final List<Long> nanos = new ArrayList<>();
  private volatile boolean ended;
  private volatile SQLException failure;

  /** Begins to ask. */
  TableReader(StoreSettings store, String question) {
    this.store = store;
    this.question = question;
    thread.start();
  }

  private void run() {
    try (Connection connection = store.connect("table reader");
        PreparedStatement statement = connection.prepareStatement(question)) {
      while (!ended) {
        long begun = System.nanoTime();
        try (ResultSet answer = statement.executeQuery()) {
          while (answer.next()) {
            // All of it is fetched.
          }
        }
        keep(System.nanoTime() - begun);
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    } catch (SQLException e) {
      failure = e;
    }
  }

  private synchronized void keep(long answered) {
    nanos.add(answered);
  }

  private synchronized int answers() {
    return nanos.size();
  }

  /** Waits for further answers; the next question is on its way, or about to be. */
  void awaitAnswers(int further) throws SQLException {
    int wanted = answers() + further;
    while (answers() < wanted) {
      requireNoFailure();
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** How long the answers took. */
  synchronized Latencies answered() throws SQLException {
    requireNoFailure();
    return new Latencies(nanos.stream().mapToLong(Long::longValue).toArray());
  }

  private void requireNoFailure() throws SQLException {
    if (failure != null) {
      throw failure;
    }
  }

  /** Waits for the last answer. */
  @Override
  public void close() {
    ended = true;
    while (thread.isAlive()) {
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}

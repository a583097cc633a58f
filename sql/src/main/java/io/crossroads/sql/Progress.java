package io.crossroads.sql;

import java.io.PrintStream;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.QueryProgress;

/** Says how far work is that takes long; of what is quick it says nothing. */
public final class Progress implements AutoCloseable {

  /** Work that may fail as SQL does. */
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  private final PrintStream messages;
  private final Duration every;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "progress");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Progress in lines.
   *
   * @param messages where they go
   * @param every the time between two, and before the first
   */
  public Progress(PrintStream messages, Duration every) {
    this.messages = messages;
    this.every = every;
  }

  /** Runs work that is one step for all that is known. */
  void during(String what, Work work) throws SQLException {
    during(() -> what, work);
  }

  /** Runs work that asks a statement. */
  void during(PreparedStatement statement, Work work) throws SQLException {
    DuckDBPreparedStatement asked = statement.unwrap(DuckDBPreparedStatement.class);
    during(() -> "asking" + share(asked), work);
  }

  private void during(Supplier<String> what, Work work) throws SQLException {
    long start = System.nanoTime();
    ScheduledFuture<?> lines =
        clock.scheduleAtFixedRate(
            () -> say(what.get(), System.nanoTime() - start),
            every.toMillis(),
            every.toMillis(),
            TimeUnit.MILLISECONDS);
    try {
      work.run();
    } finally {
      lines.cancel(false);
    }
  }

  private void say(String what, long nanos) {
    messages.printf(Locale.ROOT, "%s, %.0f s%n", what, nanos / 1e9);
    messages.flush();
  }

  private static String share(DuckDBPreparedStatement statement) {
    try {
      QueryProgress progress = statement.getQueryProgress();
      double percentage = progress.getPercentage();
      return percentage < 0 ? "" : String.format(Locale.ROOT, ": %.0f %%", percentage);
    } catch (SQLException notYet) {
      return "";
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}

package io.crossroads.streaming.query;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.WriterLock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Makes sure that no other job writes to the same tables. */
public final class SingleWriterGuard {

  /** A database may need a moment to notice that the writer before has died. */
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final WriterLock lock;
  private final String table;

  /**
   * Nothing is claimed yet.
   *
   * @param table the table's name, for people
   */
  public SingleWriterGuard(WriterLock lock, String table) {
    this.lock = lock;
    this.table = table;
  }

  /**
   * Becomes the writer.
   *
   * @throws CommandFailure if another one is; says who
   * @throws SQLException if the database cannot be asked
   */
  public void claim() throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    Optional<String> holder = lock.tryHold();
    while (holder.isPresent() && System.nanoTime() < deadline) {
      Thread.sleep(BETWEEN.toMillis());
      holder = lock.tryHold();
    }
    require(holder);
  }

  /**
   * Makes sure that this is the writer still, or again.
   *
   * @throws CommandFailure if another one is now; says who
   * @throws SQLException if the database cannot be asked
   */
  public void requireStill() throws SQLException {
    require(lock.tryHold());
  }

  private void require(Optional<String> holder) {
    if (holder.isPresent()) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "table %s is being written to by %s; two jobs must not do that, so this one stops",
              table,
              holder.get()));
    }
  }
}

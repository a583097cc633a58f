package io.crossroads.streaming;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.position.Position;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.StreamingQueryException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows a topic with one query. What the sinks say of themselves is all that it trusts: it begins
 * at their positions, and does so again after every failure.
 */
abstract class TopicJob implements LongRunning {

  private static final Logger LOG = LoggerFactory.getLogger(TopicJob.class);

  private final String name;
  private final Failures failures;
  private final ReentrantLock batchRuns = new ReentrantLock();
  private volatile boolean stopping;
  private volatile StreamingQuery query;

  /**
   * Nothing runs yet.
   *
   * @param name the query, for people
   * @param maxFailures how many failures in a row are borne
   */
  TopicJob(String name, int maxFailures) {
    this.name = name;
    this.failures = new Failures(maxFailures);
  }

  /** Makes sure that it may write, reads the sinks' positions, and starts a query there. */
  abstract StreamingQuery begin() throws SQLException, InterruptedException, TimeoutException;

  /** Takes in one batch of the query. */
  abstract void process(Dataset<Row> batch, long number) throws SQLException;

  /**
   * Whether a query that ended by itself has taken in all that it should; if not, another begins.
   *
   * @throws CommandFailure if it cannot; says what keeps it from that
   */
  abstract boolean isDone() throws InterruptedException;

  /** The position that has been reached; empty before the first start. */
  abstract Optional<Position> reached();

  @Override
  public final String name() {
    return name;
  }

  /** Runs until it is stopped, or caught up if it was told so. */
  @Override
  public final void run() {
    try {
      while (!stopping) {
        try {
          StreamingQuery begun = begin();
          query = begun;
          if (stopping) {
            begun.stop();
          }
          begun.awaitTermination();
          if (stopping || isDone()) {
            return;
          }
        } catch (StreamingQueryException | SQLException | TimeoutException | RuntimeException e) {
          sitOut(e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  /**
   * Lets the running batch be committed, and begins no other.
   *
   * @param patience how long to wait for the batch
   * @return the position that has been reached; empty if nothing was begun
   */
  final Optional<Position> stop(Duration patience) throws InterruptedException, TimeoutException {
    stopping = true;
    if (batchRuns.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      // A batch that begins from now on sees that the job stops. Were the lock held while the query
      // is stopped, the query would wait for a batch that waits for the lock.
      batchRuns.unlock();
    }
    StreamingQuery running = query;
    if (running != null) {
      running.stop();
    }
    return reached();
  }

  /** Tells where it stood, to those who see the process end. */
  @Override
  public final void stop() {
    try {
      String position =
          stop(GracefulStop.FOR_THE_BATCH)
              .map(Position::brief)
              .orElse("the beginning: nothing was begun");
      // Loggers may have been shut down by a hook of their own.
      System.out.println(name + " stopped at " + position);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | RuntimeException e) {
      System.out.println(name + " stopped: " + Failures.reason(e));
    }
  }

  /** How many failures it has sat out since the last batch. */
  final int failuresInARow() {
    return failures.inARow();
  }

  /** Runs a batch of the query, unless the job stops. */
  final void runBatch(Dataset<Row> batch, long number) throws SQLException, InterruptedException {
    batchRuns.lockInterruptibly();
    try {
      if (!stopping) {
        process(batch, number);
        failures.progress();
      }
    } finally {
      batchRuns.unlock();
    }
  }

  /** Work that must not run beside a batch; left out if one runs, or the job stops. */
  interface Interlude {
    void run() throws SQLException;
  }

  final void between(Interlude work) throws SQLException {
    if (!stopping && batchRuns.tryLock()) {
      try {
        work.run();
      } finally {
        batchRuns.unlock();
      }
    }
  }

  private void sitOut(Exception failure) throws InterruptedException {
    if (stopping) {
      return;
    }
    Duration wait = failures.count(failure);
    LOG.warn(
        "{}: failure {} in a row: {}; going on from the stored positions in {} s",
        name,
        failures.inARow(),
        Failures.reason(failure),
        wait.toSeconds());
    LOG.debug("the failure", failure);
    Thread.sleep(wait.toMillis());
  }
}

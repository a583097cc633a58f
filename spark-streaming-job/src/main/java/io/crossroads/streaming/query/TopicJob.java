package io.crossroads.streaming.query;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.position.Position;
import io.crossroads.streaming.source.KafkaSource;
import io.crossroads.streaming.source.TopicState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.spark.api.java.function.VoidFunction2;
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
public abstract class TopicJob implements LongRunning {

  /** How long a stop waits for the batch that runs to be committed. */
  public static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private static final Logger LOG = LoggerFactory.getLogger(TopicJob.class);

  private final String name;
  private final RetryBackoff failures;
  private final ReentrantLock batchRuns = new ReentrantLock();
  private volatile boolean stopping;
  private volatile StreamingQuery query;

  /**
   * Nothing runs yet.
   *
   * @param name the query, for people
   * @param maxFailures how many failures in a row are borne
   */
  protected TopicJob(String name, int maxFailures) {
    this.name = name;
    this.failures = new RetryBackoff(maxFailures);
  }

  /** Makes sure that it may write, reads the sinks' positions, and starts a query there. */
  protected abstract StreamingQuery begin()
      throws SQLException, InterruptedException, TimeoutException;

  /** Takes in one batch of the query. */
  protected abstract void process(Dataset<Row> batch, long number) throws SQLException;

  /**
   * Whether a query that ended by itself has taken in all that it should; if not, another begins.
   *
   * @throws CommandFailure if it cannot; says what keeps it from that
   */
  protected abstract boolean isDone() throws InterruptedException;

  /** The position that has been reached; empty before the first start. */
  public abstract Optional<Position> reached();

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
          backOff(e);
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
   * @param timeout how long to wait for the batch
   * @return the position that has been reached; empty if nothing was begun
   */
  public final Optional<Position> stop(Duration timeout)
      throws InterruptedException, TimeoutException {
    stopping = true;
    if (batchRuns.tryLock(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
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
          stop(STOP_TIMEOUT).map(Position::brief).orElse("the beginning: nothing was begun");
      // Loggers may have been shut down by a hook of their own.
      System.out.println(name + " stopped at " + position);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | RuntimeException e) {
      System.out.println(name + " stopped: " + RetryBackoff.reason(e));
    }
  }

  /** How many failures there were since the last batch. */
  public final int failuresInARow() {
    return failures.inARow();
  }

  /**
   * Starts the query, with a checkpoint that knows nothing.
   *
   * @param from where it begins
   * @param topic as it is now
   */
  protected final StreamingQuery start(
      KafkaSource source, Position from, TopicState topic, Checkpoints checkpoints)
      throws TimeoutException {
    source.takeTurns(name);
    return source
        .from(from, topic)
        .writeStream()
        .queryName(name)
        .option("checkpointLocation", checkpoints.fresh())
        .trigger(source.trigger())
        .foreachBatch((VoidFunction2<Dataset<Row>, Long>) this::runBatch)
        .start();
  }

  /** Runs a batch of the query, unless the job stops. */
  private void runBatch(Dataset<Row> batch, long number) throws SQLException, InterruptedException {
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
  protected interface Interlude {
    void run() throws SQLException;
  }

  protected final void between(Interlude work) throws SQLException {
    if (!stopping && batchRuns.tryLock()) {
      try {
        work.run();
      } finally {
        batchRuns.unlock();
      }
    }
  }

  private void backOff(Exception failure) throws InterruptedException {
    if (stopping) {
      return;
    }
    Duration wait = failures.count(failure);
    LOG.warn(
        "{}: failure {} in a row: {}; going on from the stored positions in {} s",
        name,
        failures.inARow(),
        RetryBackoff.reason(failure),
        wait.toSeconds());
    LOG.debug("the failure", failure);
    Thread.sleep(wait.toMillis());
  }
}

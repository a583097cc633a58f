package io.crossroads.streaming.query;

import io.crossroads.streaming.source.AppendTimeCheck;
import io.crossroads.streaming.source.BatchPace;
import java.time.Duration;
import java.util.Objects;

/**
 * How a query that follows a topic runs.
 *
 * @param every how long records gather before they are committed, unless a full batch is there
 *     earlier; over 0
 * @param maxBatchRecords most records of a batch, at least 1
 * @param untilCaughtUp whether to end when all is archived that was there at the start
 * @param acceptLoss whether to go on where records are lost, and record that
 * @param appendTimes what becomes of records without an append time of the broker's
 * @param openTransactionWait how long a job that ends when caught up waits for a transaction that
 *     keeps it from reading on
 * @param startupTimeout how long to wait at the start for a broker or a database that is not there
 * @param maxFailures how many failures in a row, without a batch between them, end the job
 */
public record QuerySettings(
    Duration every,
    long maxBatchRecords,
    boolean untilCaughtUp,
    boolean acceptLoss,
    AppendTimeCheck appendTimes,
    Duration openTransactionWait,
    Duration startupTimeout,
    int maxFailures) {

  /** Records of a batch unless told otherwise. */
  public static final long DEFAULT_BATCH_RECORDS = 1_000_000;

  /** Records of a batch of live numbers: few, so that a backlog does not hold them up for long. */
  public static final long DEFAULT_SPEED_RECORDS = 200_000;

  /** The same where each event becomes a row, as the driver takes the rows of a batch in. */
  public static final long SPEED_RECORDS_WITH_ROWS = 20_000;

  /** Time between two attempts of a query that could not go on. */
  private static final Duration RETRY_PAUSE = Duration.ofSeconds(60);

  public QuerySettings {
    Objects.requireNonNull(every, "every");
    Objects.requireNonNull(appendTimes, "appendTimes");
    Objects.requireNonNull(openTransactionWait, "openTransactionWait");
    Objects.requireNonNull(startupTimeout, "startupTimeout");
    if (every.isZero() || every.isNegative()) {
      throw new IllegalArgumentException("--every must be over 0, not " + every);
    }
    if (maxBatchRecords < 1) {
      throw new IllegalArgumentException(
          "--max-batch-records must be at least 1, not " + maxBatchRecords);
    }
    if (maxFailures < 0) {
      throw new IllegalArgumentException("--max-failures must not be negative, not " + maxFailures);
    }
  }

  /** When the source makes a batch. */
  public BatchPace pace() {
    return new BatchPace(every, maxBatchRecords, untilCaughtUp);
  }

  /** Time between two attempts of what could not go on; zero where each is tried just once. */
  public Duration retryPause() {
    return untilCaughtUp ? Duration.ZERO : RETRY_PAUSE;
  }
}

package io.crossroads.streaming;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.Limits;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
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
 * Takes a topic into two tables, valid events into one and the rest into the other, each record
 * exactly once. What the tables say of themselves is all that it trusts: it begins at their
 * positions, and does so again after every failure.
 */
final class ArchiveJob {

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveJob.class);

  private final Pipeline pipeline;
  private final Limits limits;
  private final KafkaTopic topic;
  private final KafkaSource source;
  private final Sinks sinks;
  private final SoleWriter writer;
  private final Checkpoints checkpoints;
  private final Resumption resumption;
  private final Failures failures;
  private final ReentrantLock batchRuns = new ReentrantLock();
  private volatile boolean stopping;
  private volatile StreamingQuery query;

  ArchiveJob(
      Pipeline pipeline,
      Limits limits,
      KafkaTopic topic,
      KafkaSource source,
      Sinks sinks,
      SoleWriter writer,
      Checkpoints checkpoints,
      ArchiveSettings settings) {
    this.pipeline = pipeline;
    this.limits = limits;
    this.topic = topic;
    this.source = source;
    this.sinks = sinks;
    this.writer = writer;
    this.checkpoints = checkpoints;
    this.resumption = new Resumption(topic, sinks, settings.acceptLoss());
    this.failures = new Failures(settings.maxFailures());
  }

  /**
   * Runs until it is stopped, or caught up if it was told so.
   *
   * @throws CommandFailure if it cannot go on; says why and what to do
   */
  void run() {
    try {
      while (!stopping) {
        try {
          writer.claim();
          begin(resumption.resume()).awaitTermination();
          return;
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
   * @return the position that both sinks have reached; empty if they were not asked yet
   */
  Optional<Position> stop(Duration patience) throws InterruptedException, TimeoutException {
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
    return sinks.resumed() ? Optional.of(sinks.position()) : Optional.empty();
  }

  /** How many failures it has sat out since the last batch. */
  int failuresInARow() {
    return failures.inARow();
  }

  private StreamingQuery begin(TopicState state) throws TimeoutException {
    Position start = sinks.position();
    String run = UUID.randomUUID().toString().substring(0, 8);
    TaskSettings tasks =
        TaskSettings.of(
            pipeline,
            limits,
            state.topicId(),
            run,
            sinks.archive().table(),
            sinks.rejected().table());
    BatchWriter batches = new BatchWriter(topic, source, sinks, source.broadcast(tasks));
    LOG.info("archiving from {}", start.brief());
    StreamingQuery begun =
        source
            .from(start, state)
            .writeStream()
            .queryName("archive " + pipeline.name())
            .option("checkpointLocation", checkpoints.fresh())
            .trigger(source.trigger())
            .foreachBatch(
                (VoidFunction2<Dataset<Row>, Long>)
                    (batch, number) -> runBatch(batches, batch, number))
            .start();
    query = begun;
    if (stopping) {
      begun.stop();
    }
    return begun;
  }

  private void runBatch(BatchWriter batches, Dataset<Row> batch, long number)
      throws SQLException, InterruptedException {
    batchRuns.lockInterruptibly();
    try {
      if (!stopping) {
        writer.requireStill();
        BatchReport report = batches.write(batch, number);
        failures.progress();
        if (report.offsets() > 0) {
          LOG.info("{}", report);
        }
        sinks.all().forEach(Sink::clean);
      }
    } finally {
      batchRuns.unlock();
    }
  }

  private void sitOut(Exception failure) throws InterruptedException {
    if (stopping) {
      return;
    }
    Duration wait = failures.count(failure);
    LOG.warn(
        "failure {} in a row: {}; going on from the tables' positions in {} s",
        failures.inARow(),
        Failures.reason(failure),
        wait.toSeconds());
    LOG.debug("the failure", failure);
    Thread.sleep(wait.toMillis());
  }
}

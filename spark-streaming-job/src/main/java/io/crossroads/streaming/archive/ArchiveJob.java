package io.crossroads.streaming.archive;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.streaming.query.CatchUp;
import io.crossroads.streaming.query.Checkpoints;
import io.crossroads.streaming.query.QuerySettings;
import io.crossroads.streaming.query.SingleWriterGuard;
import io.crossroads.streaming.query.TopicJob;
import io.crossroads.streaming.source.DecoderSettings;
import io.crossroads.streaming.source.KafkaSource;
import io.crossroads.streaming.source.KafkaTopic;
import io.crossroads.streaming.source.TopicState;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a topic into two tables, valid events into one and the rest into the other, each record
 * exactly once.
 */
final class ArchiveJob extends TopicJob {

  private static final Logger LOG = LoggerFactory.getLogger(ArchiveJob.class);

  private final Pipeline pipeline;
  private final Limits limits;
  private final KafkaTopic topic;
  private final KafkaSource source;
  private final Sinks sinks;
  private final GapSink gaps;
  private final SingleWriterGuard writer;
  private final Checkpoints checkpoints;
  private final StartPosition startPosition;
  private final QuerySettings settings;
  private final CatchUp catchUp;
  private BatchCommitter batches;

  ArchiveJob(
      Pipeline pipeline,
      Limits limits,
      KafkaTopic topic,
      KafkaSource source,
      Sinks sinks,
      GapSink gaps,
      SingleWriterGuard writer,
      Checkpoints checkpoints,
      QuerySettings settings) {
    super("archive " + pipeline.name(), settings.maxFailures());
    this.pipeline = pipeline;
    this.limits = limits;
    this.topic = topic;
    this.source = source;
    this.sinks = sinks;
    this.gaps = gaps;
    this.writer = writer;
    this.checkpoints = checkpoints;
    this.settings = settings;
    this.catchUp = new CatchUp(topic, settings.openTransactionWait());
    this.startPosition = new StartPosition(topic, sinks, settings.acceptLoss());
  }

  /**
   * Begins at the tables' positions.
   *
   * @throws CommandFailure if records are lost, or somebody else writes
   */
  @Override
  protected StreamingQuery begin() throws SQLException, InterruptedException, TimeoutException {
    writer.claim();
    TopicState state = startPosition.resume();
    catchUp.begin(state);
    Position start = sinks.position();
    String run = UUID.randomUUID().toString().substring(0, 8);
    TaskSettings tasks =
        TaskSettings.of(
            DecoderSettings.of(pipeline, limits, settings.appendTimes()),
            state.topicId(),
            run,
            sinks);
    batches = new BatchCommitter(topic, source, sinks, gaps, source.broadcast(tasks));
    LOG.info("{}: archiving from {}", name(), start.brief());
    return start(source, start, state, checkpoints);
  }

  @Override
  protected void process(Dataset<Row> batch, long number) throws SQLException {
    writer.requireStill();
    BatchReport report = batches.commit(batch, number);
    if (report.offsets() > 0) {
      LOG.info("{}: {}", name(), report);
    }
    sinks.all().forEach(Sink::clean);
  }

  @Override
  protected boolean isDone() throws InterruptedException {
    return catchUp.isReached(sinks.position());
  }

  @Override
  public Optional<Position> reached() {
    return sinks.resumed() ? Optional.of(sinks.position()) : Optional.empty();
  }
}

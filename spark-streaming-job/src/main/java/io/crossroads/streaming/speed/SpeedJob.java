package io.crossroads.streaming.speed;

import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.store.Positions;
import io.crossroads.store.SpeedStore;
import io.crossroads.streaming.query.CatchUp;
import io.crossroads.streaming.query.Checkpoints;
import io.crossroads.streaming.query.QuerySettings;
import io.crossroads.streaming.query.SingleWriterGuard;
import io.crossroads.streaming.query.StartupRetry;
import io.crossroads.streaming.query.TopicJob;
import io.crossroads.streaming.source.DecoderSettings;
import io.crossroads.streaming.source.KafkaSource;
import io.crossroads.streaming.source.KafkaTopic;
import io.crossroads.streaming.source.TopicState;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the live numbers of a pipeline: what is newer than the horizon of its views. */
final class SpeedJob extends TopicJob implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpeedJob.class);

  /** How often to say how it goes, and to look for entities that are silent. */
  private static final Duration BETWEEN_REPORTS = Duration.ofSeconds(10);

  private static final Duration BETWEEN_WATCHES = Duration.ofSeconds(2);

  private static final Duration BETWEEN_EXPIRIES = Duration.ofMinutes(1);

  private final Pipeline pipeline;
  private final Limits limits;
  private final KafkaTopic topic;
  private final KafkaSource source;
  private final SpeedStore store;
  private final SingleWriterGuard writer;
  private final Checkpoints checkpoints;
  private final QuerySettings settings;
  private final CatchUp catchUp;
  private final Supplier<Optional<Position>> archive;
  private final boolean silences;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(SpeedJob::daemon);
  private volatile SpeedBatches batches;
  private boolean prepared;
  private SpeedBatchReport gathered = SpeedBatchReport.NONE;
  private long reportedNanos = System.nanoTime();
  private long heldSinceNanos;
  private Instant expiryLook = Instant.MIN;
  private boolean heldReported;
  private Optional<Position> archiveReported = Optional.empty();

  /**
   * Nothing runs yet.
   *
   * @param archive the position of the archive query beside it, for those who ask the store
   */
  SpeedJob(
      Pipeline pipeline,
      Limits limits,
      KafkaTopic topic,
      KafkaSource source,
      SpeedStore store,
      SingleWriterGuard writer,
      Checkpoints checkpoints,
      QuerySettings settings,
      Supplier<Optional<Position>> archive) {
    super("speed " + pipeline.name(), settings.maxFailures());
    this.pipeline = pipeline;
    this.limits = limits;
    this.topic = topic;
    this.source = source;
    this.store = store;
    this.writer = writer;
    this.checkpoints = checkpoints;
    this.settings = settings;
    this.catchUp = new CatchUp(topic, settings.openTransactionWait());
    this.archive = archive;
    this.silences = !pipeline.alertsOnSilence().isEmpty();
    watch.scheduleWithFixedDelay(
        this::watch, BETWEEN_WATCHES.toMillis(), BETWEEN_WATCHES.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected StreamingQuery begin() throws SQLException, InterruptedException, TimeoutException {
    prepareStore();
    writer.claim();
    topic.requireSuitable();
    TopicState state = topic.state();
    catchUp.begin(state);
    Horizon horizon = store.horizon();
    Optional<Position> stored = store.position();
    SpeedPositions start =
        new SpeedPositions(
            SpeedStart.of(stored, horizon, state, settings.acceptLoss()), eventsStart(state));
    batches =
        new SpeedBatches(
            pipeline,
            topic,
            source,
            store,
            source.broadcast(DecoderSettings.of(pipeline, limits, settings.appendTimes())),
            horizon,
            stored,
            start);
    LOG.info("{}: live numbers from {}", name(), start.reached().brief());
    return start(source, start.reached(), state, checkpoints);
  }

  /** Rows and alerts on readings have a position of their own, and begin where the topic does. */
  private Optional<Position> eventsStart(TopicState topic) throws SQLException {
    if (!pipeline.keepsEvents()) {
      return Optional.empty();
    }
    Optional<Position> stored =
        store.eventsPosition().filter(position -> position.topicId().equals(topic.topicId()));
    return Optional.of(SpeedStart.of(stored, Horizon.NONE, topic, settings.acceptLoss()));
  }

  /** Not before it begins, so that whatever is wrong with the store does not keep others away. */
  private void prepareStore() {
    if (!prepared) {
      new StartupRetry(settings.startupTimeout())
          .await(
              "the store at " + store,
              () -> {
                store.prepare();
                return store;
              });
      prepared = true;
    }
  }

  @Override
  protected void process(Dataset<Row> batch, long number) throws SQLException {
    writer.requireStill();
    gathered = gathered.and(batches.write(batch));
    reportArchive();
    if (System.nanoTime() - reportedNanos >= BETWEEN_REPORTS.toNanos()) {
      LOG.info("{}: {}", name(), gathered);
      gathered = SpeedBatchReport.NONE;
      reportedNanos = System.nanoTime();
    }
  }

  @Override
  protected boolean isDone() throws InterruptedException {
    return catchUp.isReached(batches.position());
  }

  @Override
  public Optional<Position> reached() {
    return Optional.ofNullable(batches).map(SpeedBatches::position);
  }

  private void reportArchive() throws SQLException {
    Optional<Position> now = archive.get();
    if (now.isPresent() && !now.equals(archiveReported)) {
      TopicState state = topic.state();
      store.report(Positions.ARCHIVE, now.get(), state.ends(), state.stableEnds());
      archiveReported = now;
    }
  }

  /**
   * Looks after what does not come with a batch. Of silences: all that came before now has been
   * taken in if nothing is left now.
   */
  private void watch() {
    try {
      between(
          () -> {
            Instant now = Instant.now();
            SpeedBatches running = batches;
            if (running == null) {
              return;
            }
            reportArchive();
            dropExpiredRows(now);
            TopicState state = topic.state();
            reportHeld(state);
            if (silences && running.position().lag(state.ends()) == 0) {
              store.raiseSilences(now);
            }
          });
    } catch (SQLException | RuntimeException e) {
      LOG.debug("watched in vain", e);
    }
  }

  private void dropExpiredRows(Instant now) throws SQLException {
    if (pipeline.rows().isPresent() && !now.isBefore(expiryLook)) {
      expiryLook = now.plus(BETWEEN_EXPIRIES);
      store.dropExpiredRows(now);
    }
  }

  /**
   * Where no batch comes, as an open transaction holds the records, nobody else tells of them. A
   * transaction that ends in time is nothing to tell of.
   */
  private void reportHeld(TopicState state) throws SQLException {
    if (state.held().isEmpty()) {
      if (heldReported) {
        LOG.info("{}: no records wait behind an open transaction any more", name());
        store.reportEnds(state.topicId(), state.ends(), state.stableEnds());
      }
      heldSinceNanos = 0;
      heldReported = false;
      return;
    }
    if (heldSinceNanos == 0) {
      heldSinceNanos = System.nanoTime();
    }
    store.reportEnds(state.topicId(), state.ends(), state.stableEnds());
    if (!heldReported && System.nanoTime() - heldSinceNanos >= BETWEEN_REPORTS.toNanos()) {
      LOG.warn("{}: {}", name(), topic.heldBy(state).orElse("a transaction has ended this moment"));
      heldReported = true;
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "watch");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    watch.shutdownNow();
    store.close();
  }
}

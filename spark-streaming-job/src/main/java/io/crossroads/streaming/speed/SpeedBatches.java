package io.crossroads.streaming.speed;

import io.crossroads.lake.rollup.RollupColumns;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.OffsetRange;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.speed.LatestEvent;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.SpeedStore;
import io.crossroads.streaming.source.DecoderSettings;
import io.crossroads.streaming.source.KafkaBatch;
import io.crossroads.streaming.source.KafkaSource;
import io.crossroads.streaming.source.KafkaTopic;
import io.crossroads.streaming.source.TopicState;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.util.CollectionAccumulator;

/**
 * Takes in the batches of one query: one Spark job decodes and aggregates, one transaction of the
 * store holds what comes of it and the position after it.
 */
final class SpeedBatches {

  /** Up to so many records one task is faster than several and a shuffle. */
  private static final long FOR_ONE_TASK = 50_000;

  private final Pipeline pipeline;
  private final KafkaTopic topic;
  private final KafkaSource source;
  private final SpeedStore store;
  private final RollupColumns columns;
  private final Broadcast<DecoderSettings> settings;
  private final String topicId;
  private Horizon horizon;
  private Optional<Position> stored;
  private SpeedPositions positions;
  private volatile Position position;

  /**
   * Nothing is taken in yet.
   *
   * @param horizon the horizon as it is
   * @param stored the position that the store holds
   * @param start where the parts of the store begin
   */
  SpeedBatches(
      Pipeline pipeline,
      KafkaTopic topic,
      KafkaSource source,
      SpeedStore store,
      Broadcast<DecoderSettings> settings,
      Horizon horizon,
      Optional<Position> stored,
      SpeedPositions start) {
    this.pipeline = pipeline;
    this.topic = topic;
    this.source = source;
    this.store = store;
    this.columns = new RollupColumns(pipeline);
    this.settings = settings;
    this.topicId = start.cells().topicId();
    this.horizon = horizon;
    this.stored = stored;
    this.positions = start;
    this.position = start.reached();
  }

  /** The position after the last batch. */
  Position position() {
    return position;
  }

  /** Aggregates and commits one batch. */
  SpeedBatchReport write(Dataset<Row> rows) throws SQLException {
    long begun = System.nanoTime();
    KafkaBatch batch = KafkaBatch.of(rows);
    batch.requireFollows(position);
    while (true) {
      Attempt attempt = attempt(rows.sparkSession(), batch);
      if (store.commit(attempt.batch()) == SpeedStore.Outcome.COMMITTED) {
        stored = Optional.of(attempt.batch().to());
        positions = attempt.reached();
        position = positions.reached();
        source.count(attempt.records());
        return new SpeedBatchReport(
            attempt.records(),
            attempt.batch().cells().values().stream().mapToLong(Collection::size).sum(),
            position.lag(attempt.batch().ends()),
            held(attempt.batch()),
            Duration.ofNanos(System.nanoTime() - begun));
      }
      horizon = store.horizon();
    }
  }

  private static long held(SpeedBatch batch) {
    return batch.ends().entrySet().stream()
        .mapToLong(end -> end.getValue() - batch.stableEnds().get(end.getKey()))
        .sum();
  }

  /** A batch against the horizon as it is known, and the position after it. */
  private record Attempt(SpeedBatch batch, SpeedPositions reached, long records) {}

  private Attempt attempt(SparkSession spark, KafkaBatch batch) {
    CollectionAccumulator<SpeedReport> accumulator = spark.sparkContext().collectionAccumulator();
    Map<String, List<Cell>> cells =
        columns.reader().byRollup(aggregate(spark, batch, accumulator).collectAsList());
    // A task that ran twice reported twice, the same.
    Map<Integer, SpeedReport> reports = new TreeMap<>();
    accumulator.value().forEach(report -> reports.put(report.partition(), report));
    TopicState state = topic.state();
    state.requireId(topicId);
    SpeedPositions reached = positions.advancedTo(reached(batch, reports));
    SpeedBatch made =
        new SpeedBatch(
            horizon,
            stored,
            reached.cells(),
            reached.events(),
            state.ends(),
            state.stableEnds(),
            cells,
            latest(reports.values()),
            flat(reports, SpeedReport::readings),
            flat(reports, SpeedReport::silences),
            flat(reports, SpeedReport::rows),
            flat(reports, SpeedReport::rejected));
    return new Attempt(
        made, reached, reports.values().stream().mapToLong(SpeedReport::records).sum());
  }

  private Dataset<Row> aggregate(
      SparkSession spark, KafkaBatch batch, CollectionAccumulator<SpeedReport> reports) {
    SpeedFrom from = SpeedFrom.of(batch.ranges().keySet(), positions, position);
    SpeedTask task = new SpeedTask(settings, from, horizon, reports);
    var events = batch.records().toJavaRDD().<InternalRow>mapPartitions(task).rdd();
    Dataset<Row> rows =
        spark.internalCreateDataFrame(events, EventRowFiller.type(pipeline.schema()), false);
    long offsets = batch.ranges().values().stream().mapToLong(OffsetRange::size).sum();
    return columns.cells(offsets <= FOR_ONE_TASK ? rows.coalesce(1) : rows, EventRowFiller.BUCKET);
  }

  private Map<Integer, PartitionPosition> reached(
      KafkaBatch batch, Map<Integer, SpeedReport> reports) {
    Map<Integer, PartitionPosition> reached = new HashMap<>();
    batch
        .ranges()
        .forEach(
            (partition, range) -> {
              SpeedReport report = reports.get(partition);
              long latest =
                  report == null
                      ? position.maxAppendTimeMicros(partition)
                      : report.maxAppendTimeMicros();
              reached.put(partition, new PartitionPosition(range.until(), latest));
            });
    return reached;
  }

  /** The latest of each entity, should it be in several partitions. */
  private static List<LatestEvent> latest(Collection<SpeedReport> reports) {
    return reports.stream().flatMap(report -> report.latest().stream()).toList();
  }

  private static <T> List<T> flat(
      Map<Integer, SpeedReport> reports, Function<SpeedReport, List<T>> what) {
    return reports.values().stream().flatMap(report -> what.apply(report).stream()).toList();
  }
}

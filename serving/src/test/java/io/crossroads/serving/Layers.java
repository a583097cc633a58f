package io.crossroads.serving;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.speed.LatestEvent;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.RollupTable;
import io.crossroads.store.SpeedStore;
import io.crossroads.store.ViewsStore;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Writes what the speed layer and the batch layer would, one partition each. */
public final class Layers {

  private final TestStore store;
  private final Pipeline pipeline;
  private Position position;

  public Layers(TestStore store, Pipeline pipeline) {
    this.store = store;
    this.pipeline = pipeline;
  }

  /** A cell of the speed layer. */
  public static Cell speedCell(
      Instant window, Instant bucket, List<Object> dimensions, List<Object> states) {
    return new Cell(window, dimensions, bucket, states);
  }

  /** A cell of the batch layer. */
  public static Cell batchCell(Instant window, List<Object> dimensions, List<Object> states) {
    return new Cell(window, dimensions, null, states);
  }

  /** Commits a batch of the speed layer, which reaches an offset and an append time. */
  public void speed(
      long nextOffset, Instant appended, Map<String, List<Cell>> cells, List<LatestEvent> latest)
      throws SQLException {
    try (SpeedStore speed = new SpeedStore(store.owner(), pipeline)) {
      commit(speed, nextOffset, appended, cells, latest);
    }
  }

  /** The same with a connection that is kept. */
  public void commit(
      SpeedStore speed,
      long nextOffset,
      Instant appended,
      Map<String, List<Cell>> cells,
      List<LatestEvent> latest)
      throws SQLException {
    Position next =
        new Position(
            pipeline.topic(),
            "topic-id",
            new TreeMap<>(
                Map.of(0, new PartitionPosition(nextOffset, EpochMicros.micros(appended)))));
    SpeedStore.Outcome outcome =
        speed.commit(
            new SpeedBatch(
                speed.horizon(),
                Optional.ofNullable(position),
                next,
                Optional.empty(),
                Map.of(0, nextOffset + 7),
                Map.of(),
                cells,
                latest,
                List.of(),
                List.of(),
                List.of()));
    if (outcome != SpeedStore.Outcome.COMMITTED) {
      throw new IllegalStateException(outcome + " at " + nextOffset);
    }
    position = next;
  }

  /** Publishes views that reach a horizon and an offset. */
  public void views(Instant horizon, long nextOffset, Map<String, List<Cell>> cells)
      throws SQLException {
    try (ViewsStore views = ViewsStore.open(store.owner(), pipeline)) {
      Map<String, List<Cell>> all = new HashMap<>(cells);
      for (RollupTable table : RollupTable.of(pipeline)) {
        views.load(
            table.rollup(), all.getOrDefault(table.rollup().name(), List.<Cell>of()).iterator());
      }
      Horizon before = views.horizon();
      ViewsStore.Outcome outcome =
          views.publish(
              ViewsStore.Scope.ADDED,
              before,
              new Horizon(
                  Optional.of(horizon),
                  Optional.of("topic-id"),
                  new TreeMap<>(Map.of(0, nextOffset)),
                  before.generation() + 1),
              pipeline.topic(),
              Set.of(0));
      if (outcome != ViewsStore.Outcome.PUBLISHED) {
        throw new IllegalStateException(outcome + " at " + horizon);
      }
    }
  }
}

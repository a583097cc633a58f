package io.crossroads.page;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.layers.speed.LatestEvent;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.ColumnValue;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.serving.Layers;
import io.crossroads.serving.TestStore;
import io.crossroads.store.Json;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Events of a pipeline in its store: decoded by its decoder, folded into the cells of its rollups,
 * and committed as the layers commit them.
 */
final class StoredEvents {

  private final Pipeline pipeline;
  private final Layers layers;
  private final EventDecoder decoder;
  private final EventRow row;
  private final Map<String, LatestEvent> latest = new LinkedHashMap<>();
  private long offset;

  StoredEvents(TestStore store, Pipeline pipeline) {
    this.pipeline = pipeline;
    this.layers = new Layers(store, pipeline);
    this.decoder = pipeline.decoder(Limits.DEFAULT);
    this.row = decoder.newRow();
  }

  /** An event as it lies in the topic. */
  record Stored(byte[] value, Instant appended) {}

  /**
   * What the pipeline's simulator sends, and the broker appends a second after each event's time.
   *
   * @param end the time of the last event
   * @param between from one event to the next
   */
  List<Stored> simulated(int count, Instant end, Duration between) {
    var simulator = pipeline.simulators().apply(7L);
    List<Stored> events = new ArrayList<>();
    for (int i = count - 1; i >= 0; i--) {
      Instant time = end.minus(between.multipliedBy(i));
      events.add(new Stored(simulator.next(EpochMicros.micros(time)).value(), time.plusSeconds(1)));
    }
    return events;
  }

  /** Commits events as the speed layer does, after those that are there. */
  void commit(List<Stored> events) throws SQLException {
    Map<String, List<Cell>> cells = fold(events, true);
    offset += events.size();
    layers.speed(
        offset, events.get(events.size() - 1).appended(), cells, List.copyOf(latest.values()));
  }

  /** Publishes views of the first events, which must be there: all that were appended before T. */
  void publish(List<Stored> first, Instant horizon) throws SQLException {
    layers.views(horizon, first.size(), fold(first, false));
  }

  private Map<String, List<Cell>> fold(List<Stored> events, boolean byBucket) {
    EventSchema schema = pipeline.schema();
    Map<String, CellFold> folds = new HashMap<>();
    for (RollupStates states : RollupStates.of(pipeline)) {
      folds.put(states.rollup().name(), new CellFold(states, schema, byBucket));
    }
    for (int i = 0; i < events.size(); i++) {
      Stored event = events.get(i);
      if (!decoder.decode(
          event.value(), 0, event.value().length, EpochMicros.micros(event.appended()), row)) {
        throw new AssertionError(pipeline + ": " + row.rejection());
      }
      folds.values().forEach(fold -> fold.add(row, event.appended()));
      if (byBucket && schema.entity().isPresent()) {
        LatestEvent seen = latestEvent(schema, event, offset + i);
        latest.put(seen.key(), seen);
      }
    }
    Map<String, List<Cell>> cells = new HashMap<>();
    folds.forEach((name, fold) -> cells.put(name, fold.cells()));
    return cells;
  }

  private LatestEvent latestEvent(EventSchema schema, Stored event, long at) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<Field> columns = schema.columns();
    for (int i = 0; i < columns.size(); i++) {
      Object value = row.has(i) ? new ColumnValue(i, columns.get(i).type()).of(row) : null;
      values.put(columns.get(i).name(), value instanceof Temporal ? value.toString() : value);
    }
    return new LatestEvent(
        values.get(schema.entity().orElseThrow()).toString(),
        Json.object(values),
        EpochMicros.instant(row.number(schema.indexOf(schema.eventTime()))),
        event.appended(),
        0,
        at,
        event.appended(),
        event.appended());
  }
}

package io.crossroads.page;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.layers.rollup.Sketches;
import io.crossroads.layers.rollup.StateColumn;
import io.crossroads.pipelines.decode.ColumnValue;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.rollup.ConditionsOnEvent;
import io.crossroads.pipelines.rollup.WindowStarts;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.datasketches.frequencies.ItemsSketch;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.kll.KllDoublesSketch;

/** Folds events into the cells of a rollup, one event after the other. */
final class CellFold {

  private record Key(Instant window, List<Object> dimensions, Instant bucket) {}

  private final RollupStates states;
  private final EventSchema schema;
  private final WindowStarts windows;
  private final boolean byBucket;
  private final List<ConditionsOnEvent> conditions;
  private final Map<Key, List<Object>> cells = new LinkedHashMap<>();

  /**
   * No events yet.
   *
   * @param byBucket whether events of different minutes of append time are kept apart, as the speed
   *     layer does; the batch layer does so where a rollup is not kept for ever
   */
  CellFold(RollupStates states, EventSchema schema, boolean byBucket) {
    this.states = states;
    this.schema = schema;
    this.byBucket = byBucket || !states.rollup().isKeptForEver();
    this.windows = new WindowStarts(states.rollup().window());
    this.conditions =
        states.columns().stream()
            .map(column -> new ConditionsOnEvent(column.measure().where(), schema))
            .toList();
  }

  void add(EventRow event, Instant appended) {
    List<Object> dimensions = new ArrayList<>();
    for (String name : states.rollup().dimensions()) {
      dimensions.add(value(event, name).orElse(null));
    }
    Instant bucket = byBucket ? appended.truncatedTo(ChronoUnit.MINUTES) : null;
    for (long start : windows.of(event.number(schema.indexOf(schema.eventTime())))) {
      List<Object> cell =
          cells.computeIfAbsent(
              new Key(EpochMicros.instant(start), dimensions, bucket), none -> empty());
      for (int i = 0; i < cell.size(); i++) {
        cell.set(i, merged(states.columns().get(i), conditions.get(i), cell.get(i), event));
      }
    }
  }

  /** The cells of all events so far. */
  List<Cell> cells() {
    return cells.entrySet().stream()
        .map(
            entry ->
                new Cell(
                    entry.getKey().window(),
                    entry.getKey().dimensions(),
                    entry.getKey().bucket(),
                    entry.getValue().stream().map(CellFold::stored).toList()))
        .toList();
  }

  private List<Object> empty() {
    List<Object> cell = new ArrayList<>();
    for (StateColumn column : states.columns()) {
      cell.add(
          switch (column.part()) {
            case COUNT, ALL -> 0L;
            case SUM, SQUARES -> BigDecimal.ZERO.setScale(column.scale());
            case MIN, MAX -> Optional.empty();
            case QUANTILES -> Sketches.quantiles();
            case DISTINCT -> Sketches.distinct();
            case TOP -> Sketches.top();
          });
    }
    return cell;
  }

  private Object merged(StateColumn column, ConditionsOnEvent where, Object state, EventRow event) {
    String field = column.measure().field();
    Optional<Object> value = field.isEmpty() ? Optional.of(1L) : value(event, field);
    boolean counts = column.part() == StateColumn.Part.ALL || where.test(event);
    if (!counts || value.isEmpty()) {
      return state;
    }
    return switch (column.part()) {
      case COUNT, ALL -> (Long) state + 1;
      case SUM -> ((BigDecimal) state).add(decimal(value.get()));
      case SQUARES -> ((BigDecimal) state).add(decimal(value.get()).pow(2));
      case MIN -> better(state, decimal(value.get()), -1);
      case MAX -> better(state, decimal(value.get()), 1);
      case QUANTILES -> {
        ((KllDoublesSketch) state).update(decimal(value.get()).doubleValue());
        yield state;
      }
      case DISTINCT -> {
        ((HllSketch) state).update(value.get().toString());
        yield state;
      }
      case TOP -> updated(state, value.get().toString());
    };
  }

  @SuppressWarnings("unchecked")
  private static Object updated(Object sketch, String value) {
    ((ItemsSketch<String>) sketch).update(value);
    return sketch;
  }

  private static Object better(Object state, BigDecimal value, int sign) {
    return ((Optional<?>) state)
        .map(BigDecimal.class::cast)
        .filter(old -> old.compareTo(value) * sign >= 0)
        .or(() -> Optional.of(value));
  }

  private static BigDecimal decimal(Object value) {
    return value instanceof BigDecimal number ? number : BigDecimal.valueOf((Long) value);
  }

  private Optional<Object> value(EventRow event, String name) {
    int column = schema.indexOf(name);
    FieldType type = schema.columns().get(column).type();
    return event.has(column)
        ? Optional.of(new ColumnValue(column, type).of(event))
        : Optional.empty();
  }

  @SuppressWarnings("unchecked")
  private static Object stored(Object state) {
    if (state instanceof Optional<?> extreme) {
      return extreme.orElse(null);
    }
    if (state instanceof KllDoublesSketch sketch) {
      return sketch.isEmpty() ? null : Sketches.bytes(sketch);
    }
    if (state instanceof HllSketch sketch) {
      return sketch.isEmpty() ? null : Sketches.bytes(sketch);
    }
    if (state instanceof ItemsSketch<?> sketch) {
      return sketch.isEmpty() ? null : Sketches.bytes((ItemsSketch<String>) sketch);
    }
    return state;
  }
}

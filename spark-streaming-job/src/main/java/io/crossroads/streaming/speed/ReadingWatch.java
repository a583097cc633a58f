package io.crossroads.streaming.speed;

import io.crossroads.layers.alert.ReadingEpisode;
import io.crossroads.layers.alert.ReadingEpisodes;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.decode.ColumnValue;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.rollup.ConditionsOnEvent;
import io.crossroads.pipelines.schema.EventSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Looks at events for those that meet alerts on readings. */
final class ReadingWatch {

  private final EventSchema schema;
  private final List<ColumnValue> columns;
  private final int eventTime;
  private final List<Watched> watched = new ArrayList<>();
  private final ReadingEpisodes episodes;

  private record Level(Severity severity, ConditionsOnEvent when) {}

  private record Watched(
      Alert.OnReading alert, List<Level> levels, ConditionsOnEvent unless, List<Integer> entity) {}

  /** Nothing is seen yet. */
  ReadingWatch(Pipeline pipeline) {
    schema = pipeline.schema();
    columns = ColumnValue.all(schema);
    eventTime = schema.indexOf(schema.eventTime());
    List<Alert.OnReading> alerts = pipeline.alertsOnReadings();
    episodes = new ReadingEpisodes(alerts);
    alerts.forEach(alert -> watched.add(watched(alert)));
  }

  private Watched watched(Alert.OnReading alert) {
    List<Integer> entity = new ArrayList<>();
    entity.add(schema.indexOf(schema.entity().orElseThrow()));
    alert.by().forEach(column -> entity.add(schema.indexOf(column)));
    return new Watched(
        alert,
        alert.levels().stream()
            .map(level -> new Level(level.severity(), new ConditionsOnEvent(level.when(), schema)))
            .toList(),
        new ConditionsOnEvent(alert.unless(), schema),
        entity);
  }

  /** Sees a valid event. */
  void see(EventRow event) {
    for (Watched watch : watched) {
      Severity severity = severity(watch, event);
      if (severity != null) {
        episodes.add(
            ReadingEpisode.of(
                watch.alert().name(),
                entity(watch, event),
                event.number(eventTime),
                severity,
                values(watch.alert().fields(), event)));
      }
    }
  }

  /** What was seen, as parts of episodes. */
  List<ReadingEpisode> seen() {
    return episodes.all();
  }

  /** The highest that the event reaches; null if it meets no level. */
  private static Severity severity(Watched watch, EventRow event) {
    Severity highest = null;
    for (Level level : watch.levels()) {
      boolean higher = highest == null || level.severity().compareTo(highest) > 0;
      if (higher && level.when().test(event)) {
        highest = level.severity();
      }
    }
    boolean excepted =
        highest != null && !watch.alert().unless().isEmpty() && watch.unless().test(event);
    return excepted ? null : highest;
  }

  private Map<String, Object> entity(Watched watch, EventRow event) {
    Map<String, Object> entity = new LinkedHashMap<>();
    for (int column : watch.entity()) {
      entity.put(schema.columns().get(column).name(), columns.get(column).text(event));
    }
    return entity;
  }

  private List<BigDecimal> values(List<String> fields, EventRow event) {
    List<BigDecimal> values = new ArrayList<>();
    fields.forEach(field -> values.add(value(field, event)));
    return values;
  }

  private BigDecimal value(String field, EventRow event) {
    if (!event.has(schema.indexOf(field))) {
      return null;
    }
    return new BigDecimal(columns.get(schema.indexOf(field)).text(event));
  }
}

package io.crossroads.streaming.speed;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.speed.LatestEvent;
import io.crossroads.layers.speed.RawRow;
import io.crossroads.layers.speed.SpeedBatch.Silence;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.ColumnValue;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.store.Json;
import io.crossroads.streaming.source.KafkaHeaders;
import io.crossroads.streaming.source.TopicRecord;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;

/** Remembers of the events of one partition what is wanted besides rollups. */
final class Observations {

  private final EventSchema schema;
  private final EventDecoder decoder;
  private final int entityColumn;
  private final ColumnValue entity;
  private final List<ColumnValue> values;
  private final int eventTime;
  private final long shortestSilence;
  private final ReadingWatch readings;
  private final Map<String, Entity> entities = new HashMap<>();
  private final List<Silence> silences = new ArrayList<>();
  private final List<RawRow> rows = new ArrayList<>();
  private final RejectedExcerpts rejected = new RejectedExcerpts();
  private final boolean keepsRows;
  private long records;

  /** The latest event of an entity, undecoded, as it is mostly replaced by the next one. */
  private static final class Entity {
    private final long firstHeard;
    private long lastHeard;
    private long eventTime = Long.MIN_VALUE;
    private byte[] value;
    private Headers headers;
    private long appended;
    private int partition;
    private long offset;

    Entity(long firstHeard) {
      this.firstHeard = firstHeard;
      this.lastHeard = firstHeard;
    }
  }

  /**
   * Nothing is seen yet.
   *
   * @param decoder decodes again the event that was the latest in the end
   */
  Observations(Pipeline pipeline, EventDecoder decoder) {
    this.schema = pipeline.schema();
    this.decoder = decoder;
    this.entityColumn = schema.entity().map(schema::indexOf).orElse(-1);
    this.values = ColumnValue.all(schema);
    this.entity = entityColumn < 0 ? null : values.get(entityColumn);
    this.eventTime = schema.indexOf(schema.eventTime());
    this.readings = new ReadingWatch(pipeline);
    this.keepsRows = pipeline.rows().isPresent();
    this.shortestSilence =
        pipeline.alertsOnSilence().stream()
            .mapToLong(alert -> alert.after().toNanos() / 1_000)
            .min()
            .orElse(Long.MAX_VALUE);
  }

  /** How many records were seen. */
  long records() {
    return records;
  }

  /** Counts a record that was read. */
  void count() {
    records++;
  }

  /** Sees a record that is no event; its append time is the partition's running maximum. */
  void seeRejected(TopicRecord record) {
    rejected.see(record);
  }

  /** Sees a valid event that alerts on readings and rows do not have yet. */
  void seeSingle(TopicRecord record) {
    readings.see(record.event);
    if (keepsRows) {
      rows.add(row(record));
    }
  }

  /**
   * Sees a valid event that what is known of entities does not have yet; its append time is the
   * partition's running maximum.
   */
  void seeOfEntity(TopicRecord record) {
    if (entityColumn < 0) {
      return;
    }
    EventRow event = record.event;
    String name = entity.text(event);
    Entity known = entities.computeIfAbsent(name, none -> new Entity(record.appendTimeMicros));
    if (record.appendTimeMicros - known.lastHeard > shortestSilence) {
      silences.add(new Silence(name, known.lastHeard, record.appendTimeMicros));
    }
    known.lastHeard = record.appendTimeMicros;
    if (event.number(eventTime) >= known.eventTime) {
      known.eventTime = event.number(eventTime);
      known.value = record.value;
      known.headers = record.headers;
      known.appended = record.appendTimeMicros;
      known.partition = record.partition;
      known.offset = record.offset;
    }
  }

  SpeedReport report(int partition, long latestAppend) {
    List<LatestEvent> latest = new ArrayList<>();
    EventRow row = decoder.newRow();
    entities.forEach(
        (name, entity) -> {
          decoder.decode(
              entity.value,
              0,
              entity.value.length,
              new KafkaHeaders(entity.headers),
              entity.appended,
              row);
          latest.add(
              new LatestEvent(
                  name,
                  Json.object(values(row)),
                  EpochMicros.instant(entity.eventTime),
                  EpochMicros.instant(entity.appended),
                  entity.partition,
                  entity.offset,
                  EpochMicros.instant(entity.firstHeard),
                  EpochMicros.instant(entity.lastHeard)));
        });
    return new SpeedReport(
        partition,
        records,
        latestAppend,
        latest,
        readings.seen(),
        silences,
        rows,
        rejected.newest());
  }

  private RawRow row(TopicRecord record) {
    ArrayList<Object> row = new ArrayList<>(values.size());
    for (int i = 0; i < values.size(); i++) {
      row.add(record.event.has(i) ? values.get(i).of(record.event) : null);
    }
    return new RawRow(record.partition, record.offset, record.appendTimeMicros, row);
  }

  private Map<String, Object> values(EventRow row) {
    LinkedHashMap<String, Object> named = new LinkedHashMap<>();
    List<Field> columns = schema.columns();
    for (int i = 0; i < columns.size(); i++) {
      Object value = row.has(i) ? values.get(i).of(row) : null;
      boolean isTime = value instanceof Temporal;
      named.put(columns.get(i).name(), isTime ? value.toString() : value);
    }
    return named;
  }
}

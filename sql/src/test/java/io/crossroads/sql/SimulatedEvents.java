package io.crossroads.sql;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.speed.RawRow;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.ColumnValue;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.simulate.Simulator;
import io.crossroads.store.SpeedStore;
import io.crossroads.store.StoreSettings;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** Events of a pipeline's simulator as the jobs would decode them: evenly over two days. */
final class SimulatedEvents {

  private static final long FIRST = EpochMicros.micros(Instant.parse("2026-03-02T00:00:00Z"));
  private static final long SPAN = Duration.ofDays(2).toNanos() / 1_000;
  private static final String TOPIC_ID = "topic";

  private SimulatedEvents() {}

  static List<RawRow> of(Pipeline pipeline, int count) {
    Simulator simulator = pipeline.simulators().apply(1);
    EventDecoder decoder = pipeline.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    List<ColumnValue> columns = ColumnValue.all(pipeline.schema());
    List<RawRow> rows = new ArrayList<>();
    for (int offset = 0; offset < count; offset++) {
      long time = FIRST + (offset + 1) * (SPAN / count);
      byte[] event = simulator.next(time).value();
      if (!decoder.decode(event, 0, event.length, time, row)) {
        throw new AssertionError(row.rejection().toString());
      }
      ArrayList<Object> values = new ArrayList<>();
      for (int column = 0; column < columns.size(); column++) {
        values.add(row.has(column) ? columns.get(column).of(row) : null);
      }
      rows.add(new RawRow(0, offset, time, values));
    }
    return rows;
  }

  /** Appends them to a table of the archive. */
  static void append(Table table, List<RawRow> rows) throws IOException {
    List<Record> records = new ArrayList<>();
    for (RawRow row : rows) {
      GenericRecord record = GenericRecord.create(table.schema());
      int column = 0;
      for (Object value : row.values()) {
        record.set(column++, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
      }
      record.set(column++, TOPIC_ID);
      record.set(column++, row.partition());
      record.set(column++, row.offset());
      record.set(column, EpochMicros.instant(row.appendTimeMicros()).atOffset(ZoneOffset.UTC));
      records.add(record);
    }
    TestLake.append(table, records);
  }

  /** Commits them as rows of the store. */
  static void store(StoreSettings settings, Pipeline pipeline, List<RawRow> rows)
      throws SQLException {
    RawRow last = rows.get(rows.size() - 1);
    Position position =
        new Position(
            pipeline.topic(),
            TOPIC_ID,
            new TreeMap<>(
                Map.of(0, new PartitionPosition(last.offset() + 1, last.appendTimeMicros()))));
    try (SpeedStore speed = new SpeedStore(settings, pipeline)) {
      speed.commit(
          new SpeedBatch(
              speed.horizon(),
              Optional.empty(),
              position,
              Optional.of(position),
              Map.of(),
              Map.of(),
              Map.of(),
              List.of(),
              List.of(),
              List.of(),
              rows));
    }
  }
}

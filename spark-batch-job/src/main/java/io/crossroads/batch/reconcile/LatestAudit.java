package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.batch.archive.ArchiveSlice;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import io.crossroads.store.ColumnType;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Holds the latest values of entities against the archive: each is an archived event of its entity,
 * and of what the speed layer has taken in since the horizon none is later.
 */
final class LatestAudit {

  private static final int EXAMPLES = 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String KEY = "latest_key";
  private static final StructType PLACES =
      new StructType()
          .add(KEY, DataTypes.StringType)
          .add(KafkaColumns.PARTITION, DataTypes.IntegerType)
          .add(KafkaColumns.OFFSET, DataTypes.LongType);

  /** What the store says of an entity. */
  private record Latest(
      String key,
      JsonNode event,
      Instant eventTime,
      Instant appendTime,
      int partition,
      long offset,
      Instant heardAt) {}

  private final Connection connection;
  private final ArchivedPipeline archived;
  private final EventSchema schema;
  private final ArchiveSlice slice;
  private final Horizon horizon;
  private final Position reached;
  private final List<String> findings = new ArrayList<>();

  LatestAudit(
      Connection connection,
      ArchivedPipeline archived,
      ArchiveSlice slice,
      Horizon horizon,
      Position reached) {
    this.connection = connection;
    this.archived = archived;
    this.schema = archived.pipeline().schema();
    this.slice = slice;
    this.horizon = horizon;
    this.reached = reached;
  }

  /** What does not fit together; some of it. */
  List<String> findings() throws SQLException {
    if (schema.entity().isEmpty()) {
      return List.of();
    }
    Map<String, Latest> latest = read();
    areEvents(latest);
    areLatest(latest);
    return findings.subList(0, Math.min(EXAMPLES, findings.size()));
  }

  private Map<String, Latest> read() throws SQLException {
    Map<String, Latest> latest = new LinkedHashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select key, event::text, event_time, append_time, partition, \"offset\", heard_at"
                + " from latest where pipeline = ? order by key")) {
      statement.setString(1, archived.pipeline().name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          latest.put(
              row.getString(1),
              new Latest(
                  row.getString(1),
                  JSON.readTree(row.getString(2)),
                  (Instant) ColumnType.TIMESTAMPTZ.read(row, 3),
                  (Instant) ColumnType.TIMESTAMPTZ.read(row, 4),
                  row.getInt(5),
                  row.getLong(6),
                  (Instant) ColumnType.TIMESTAMPTZ.read(row, 7)));
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("PostgreSQL gave JSON that is none", e);
    }
    return latest;
  }

  private void areEvents(Map<String, Latest> latest) {
    List<Row> places = new ArrayList<>();
    latest
        .values()
        .forEach(value -> places.add(RowFactory.create(value.key, value.partition, value.offset)));
    Dataset<Row> wanted = archived.spark().createDataFrame(places, PLACES);
    Map<String, Row> found = new LinkedHashMap<>();
    slice
        .before(ends())
        .where(col(KafkaColumns.TOPIC_ID).equalTo(slice.topicId()))
        .join(
            broadcast(wanted), new String[] {KafkaColumns.PARTITION, KafkaColumns.OFFSET}, "inner")
        .collectAsList()
        .forEach(row -> found.put(row.getAs(KEY), row));
    for (Latest value : latest.values()) {
      Row row = found.get(value.key);
      String differs = row == null ? "there is no such event" : difference(value, row);
      if (differs != null) {
        findings.add(
            String.format(
                Locale.ROOT,
                "the latest value of '%s' is told to be partition %d offset %d, but in the archive %s",
                value.key,
                value.partition,
                value.offset,
                differs));
      }
    }
  }

  /** Where the archived event is another one; null if it is the same. */
  private String difference(Latest value, Row row) {
    Instant appended = row.getTimestamp(row.fieldIndex(KafkaColumns.APPEND_TIME)).toInstant();
    if (!appended.equals(value.appendTime)) {
      return "it was appended at " + appended + ", not " + value.appendTime;
    }
    for (Field field : schema.columns()) {
      Object archivedValue = row.getAs(field.name());
      JsonNode told = value.event.path(field.name());
      if (!same(field.type(), archivedValue, told)) {
        return String.format(
            Locale.ROOT, "its %s is %s, not %s", field.name(), archivedValue, told);
      }
    }
    Instant happened = row.getTimestamp(row.fieldIndex(schema.eventTime())).toInstant();
    return happened.equals(value.eventTime)
        ? null
        : "it happened at " + happened + ", not " + value.eventTime;
  }

  private static boolean same(FieldType type, Object archived, JsonNode told) {
    if (archived == null) {
      return told.isNull() || told.isMissingNode();
    }
    return type.match(
        text -> archived.toString().replace('\0', '\uFFFD').equals(told.asText()),
        decimal ->
            told.isNumber()
                && ((BigDecimal) archived).compareTo(new BigDecimal(told.asText())) == 0,
        whole -> archived.toString().equals(told.asText()),
        flag -> archived.toString().equals(told.asText()),
        date -> archived.toString().equals(told.asText()),
        time -> ((java.sql.Timestamp) archived).toInstant().toString().equals(told.asText()));
  }

  private void areLatest(Map<String, Latest> latest) {
    Dataset<Row> since =
        slice
            .before(ends())
            .where(
                col(KafkaColumns.TOPIC_ID)
                    .equalTo(slice.topicId())
                    .and(not(OffsetFilter.before(horizon.offsets()))))
            .groupBy(col(schema.entity().orElseThrow()).cast("string").as(KEY))
            .agg(
                max(expr("unix_micros(" + schema.eventTime() + ")")).as("happened"),
                max(expr("unix_micros(" + KafkaColumns.APPEND_TIME + ")")).as("appended"));
    for (Row row : since.collectAsList()) {
      String key = row.getString(0).replace('\0', '\uFFFD');
      Latest value = latest.get(key);
      Instant happened = EpochMicros.instant(row.getLong(1));
      Instant appended = EpochMicros.instant(row.getLong(2));
      if (value == null) {
        findings.add(
            String.format(
                Locale.ROOT, "'%s' has no latest value, but the archive has events of it", key));
      } else if (value.eventTime.isBefore(happened)) {
        findings.add(
            String.format(
                Locale.ROOT,
                "the latest value of '%s' is told to be of %s, but the archive has one of %s",
                key,
                value.eventTime,
                happened));
      } else if (!value.heardAt.equals(appended)) {
        findings.add(
            String.format(
                Locale.ROOT,
                "'%s' is told to have been seen last at %s, the archive says %s",
                key,
                value.heardAt,
                appended));
      }
    }
  }

  private Map<Integer, Long> ends() {
    Map<Integer, Long> ends = new LinkedHashMap<>();
    reached.partitions().forEach((partition, at) -> ends.put(partition, at.nextOffset()));
    return ends;
  }
}

package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.array_max;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossroads.lake.rollup.ConditionColumns;
import io.crossroads.layers.alert.ReadingEpisode;
import io.crossroads.layers.alert.ReadingEpisodes;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.store.ColumnType;
import io.crossroads.store.ReadingEvidence;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Holds the stored episodes of alerts on readings against those that the archive makes: begin, end,
 * severity, how many readings, the least and the greatest value.
 */
final class ReadingAudit {

  private static final int EXAMPLES = 20;
  private static final String TIME = "reading_time";
  private static final String SEVERITY = "reading_severity";
  private static final String VALUE = "reading_value_";

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private final Connection connection;
  private final Pipeline pipeline;

  ReadingAudit(Connection connection, Pipeline pipeline) {
    this.connection = connection;
    this.pipeline = pipeline;
  }

  /**
   * What does not fit together; some of it.
   *
   * @param events the archived events that the stored episodes stand for
   */
  List<String> findings(Dataset<Row> events) throws SQLException {
    List<String> findings = new ArrayList<>();
    for (Alert.OnReading alert : pipeline.alertsOnReadings()) {
      Set<String> right = expected(alert, events);
      Set<String> stored = stored(alert);
      right.stream()
          .filter(episode -> !stored.contains(episode))
          .forEach(episode -> findings.add("there is no alert " + episode + ", as readings make"));
      stored.stream()
          .filter(episode -> !right.contains(episode))
          .forEach(episode -> findings.add("there is an alert " + episode + " of no readings"));
    }
    return findings.subList(0, Math.min(EXAMPLES, findings.size()));
  }

  private Set<String> expected(Alert.OnReading alert, Dataset<Row> events) {
    ReadingEpisodes episodes = new ReadingEpisodes(List.of(alert));
    for (Iterator<Row> rows = readings(alert, events).toLocalIterator(); rows.hasNext(); ) {
      Row row = rows.next();
      Map<String, Object> entity = new LinkedHashMap<>();
      columns(alert).forEach(column -> entity.put(column, row.getAs(column)));
      List<BigDecimal> values = new ArrayList<>();
      for (int field = 0; field < alert.fields().size(); field++) {
        values.add(row.getAs(VALUE + field));
      }
      episodes.add(
          ReadingEpisode.of(
              alert.name(),
              entity,
              row.getAs(TIME),
              Severity.values()[row.<Integer>getAs(SEVERITY)],
              values));
    }
    Set<String> texts = new TreeSet<>();
    episodes.all().forEach(episode -> texts.add(text(episode)));
    return texts;
  }

  private Dataset<Row> readings(Alert.OnReading alert, Dataset<Row> events) {
    Column[] levels =
        alert.levels().stream()
            .map(
                level ->
                    when(
                        ConditionColumns.of(level.when(), pipeline.schema()),
                        lit(level.severity().ordinal())))
            .toArray(Column[]::new);
    Dataset<Row> met =
        events.withColumn(SEVERITY, array_max(array(levels))).where(col(SEVERITY).isNotNull());
    if (!alert.unless().isEmpty()) {
      Column excepted = ConditionColumns.of(alert.unless(), pipeline.schema());
      met = met.where(not(coalesce(excepted, lit(false))));
    }
    List<Column> wanted = new ArrayList<>();
    columns(alert).forEach(column -> wanted.add(col(column).cast("string").as(column)));
    wanted.add(expr("unix_micros(`" + pipeline.schema().eventTime() + "`)").as(TIME));
    wanted.add(col(SEVERITY));
    for (int i = 0; i < alert.fields().size(); i++) {
      String field = alert.fields().get(i);
      wanted.add(col(field).cast(decimal(field)).as(VALUE + i));
    }
    return met.select(wanted.toArray(Column[]::new));
  }

  /** The type that holds any value of a column of numbers. */
  private String decimal(String field) {
    int index = pipeline.schema().indexOf(field);
    return "decimal(38," + pipeline.schema().columns().get(index).type().scale() + ")";
  }

  private List<String> columns(Alert.OnReading alert) {
    List<String> columns = new ArrayList<>();
    columns.add(pipeline.schema().entity().orElseThrow());
    columns.addAll(alert.by());
    return columns;
  }

  private Set<String> stored(Alert.OnReading alert) throws SQLException {
    Set<String> stored = new TreeSet<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select entity::text, started_at, until, severity, evidence::text from alert"
                + " where pipeline = ? and alert = ?")) {
      statement.setString(1, pipeline.name());
      statement.setString(2, alert.name());
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          stored.add(text(episode(alert, row)));
        }
      }
    }
    return stored;
  }

  private ReadingEpisode episode(Alert.OnReading alert, ResultSet row) throws SQLException {
    JsonNode entity = read(row.getString(1));
    JsonNode evidence = read(row.getString(5));
    Map<String, Object> values = new LinkedHashMap<>();
    columns(alert).forEach(column -> values.put(column, entity.path(column).asText()));
    return new ReadingEpisode(
        alert.name(),
        values,
        (Instant) ColumnType.TIMESTAMPTZ.read(row, 2),
        (Instant) ColumnType.TIMESTAMPTZ.read(row, 3),
        evidence.path("readings").longValue(),
        Severity.valueOf(row.getString(4)),
        ReadingEvidence.extremes(alert, evidence));
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the store has no JSON: " + text, e);
    }
  }

  private static String text(ReadingEpisode episode) {
    return String.format(
        Locale.ROOT,
        "%s of %s from %s to %s (%s, %d readings, %s)",
        episode.alert(),
        episode.entity(),
        episode.first(),
        episode.last(),
        episode.severity(),
        episode.readings(),
        episode.extremes().stream()
            .map(range -> text(range.least()) + " to " + text(range.greatest()))
            .collect(Collectors.joining(", ")));
  }

  private static String text(BigDecimal value) {
    return value == null ? "none" : value.stripTrailingZeros().toPlainString();
  }
}

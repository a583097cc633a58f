package io.crossroads.batch.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.crossroads.batch.TestLake;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.ArchiveTable;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.PositionedTable;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.alert.ReadingEpisode;
import io.crossroads.layers.alert.ReadingEpisodes;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.speed.RawRow;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Conditions;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.store.ServingStore;
import io.crossroads.store.SpeedStore;
import io.crossroads.store.StoreSettings;
import io.crossroads.testkit.RunFolder;
import io.crossroads.testkit.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What is kept of single events is held against the archive: copies, rows, and episodes. */
class KeptEventsIT {

  private static final Instant BEGUN = Instant.parse("2026-03-01T10:00:00Z");
  private static final int EVENTS = 300;
  private static final Pipeline IOT = Pipelines.named("iot");
  private static final Pipeline ENVIRONMENT = Pipelines.named("environment");

  private static TestLake services;
  private static SparkSession spark;
  private static LakeCatalog catalog;
  private static LakeRoot lake;
  private static StoreSettings store;

  @BeforeAll
  static void run() throws Exception {
    Path folder = RunFolder.create("kept-");
    services = new TestLake("kept events", folder, TestLake.SMALL_AND_CHANGING);
    spark = services.spark();
    catalog = services.catalog();
    lake = services.root();
    store = services.store();
    archive(
        IOT,
        """
        concat('S', o % 2), 'temperature', 'Port', cast(20 + o % 40 as decimal(12,2)), 'Celsius',
        t, null, cast(100 - o / 4 as decimal(5,2)), 20 + o % 40 > 35, t""");
    archive(
        ENVIRONMENT,
        """
        concat('ENV-0', o % 2), t, cast(20 + o % 7 as decimal(5,2)), cast(50 as decimal(5,2)),
        cast(900 + o as decimal(7,2)), cast(1013 as decimal(6,2)), cast(80 as decimal(5,2)), 'OK',
        'Rabat', null, null""");
    for (Pipeline pipeline : List.of(IOT, ENVIRONMENT)) {
      live(pipeline);
    }
  }

  @AfterAll
  static void end() {
    services.close();
  }

  private static ArchivedPipeline archived(Pipeline pipeline) {
    return new ArchivedPipeline(spark, catalog, pipeline, ArchiveNames.of(pipeline));
  }

  private static Position position(Pipeline pipeline) {
    long last = EpochMicros.micros(BEGUN) + (EVENTS - 1) * 1_000_000L;
    return new Position(
        pipeline.topic(), "id", new TreeMap<>(Map.of(0, new PartitionPosition(EVENTS, last))));
  }

  /** One event a second, at offsets 0 to 299. */
  private static void archive(Pipeline pipeline, String columns) {
    ArchiveNames names = ArchiveNames.of(pipeline);
    List<PositionedTable> tables = new ArrayList<>();
    tables.add(new PositionedTable(catalog.ensure(ArchiveTable.definition(pipeline, names, lake))));
    tables.add(new PositionedTable(catalog.ensure(RejectedTable.definition(names, lake))));
    String events = "crossroads." + names.archive();
    spark.sql(
        String.format(
            Locale.ROOT,
            "insert into %s select %s, 'id', 0, o, t from (select id as o,"
                + " timestamp_seconds(unix_seconds(timestamp '%s') + id) as t from range(%d))",
            events,
            columns,
            BEGUN,
            EVENTS));
    for (ArchiveLayout.Copy copy : pipeline.archive().copies()) {
      tables.add(
          new PositionedTable(catalog.ensure(ArchiveTable.copy(pipeline, names, copy, lake))));
      spark.sql(
          String.format(
              Locale.ROOT,
              "insert into crossroads.%s select * from %s where %s",
              names.copy(copy),
              events,
              copy.where()));
    }
    tables.forEach(table -> table.commit(table.position(), position(pipeline), List.of()));
  }

  /** What the speed layer makes of the same events; there are no rollups' rows of them. */
  private static void live(Pipeline pipeline) throws SQLException {
    ServingStore.prepare(store, pipeline);
    ReadingEpisodes episodes = new ReadingEpisodes(pipeline.alertsOnReadings());
    List<RawRow> rows = new ArrayList<>();
    String table = "crossroads." + ArchiveNames.of(pipeline).archive();
    for (Row row : spark.sql("select * from " + table + " order by kafka_offset").collectAsList()) {
      Map<String, Object> event = new LinkedHashMap<>();
      for (Field field : pipeline.schema().columns()) {
        Object value = row.getAs(field.name());
        event.put(field.name(), value instanceof Timestamp time ? time.toInstant() : value);
      }
      long appended = EpochMicros.micros(row.<Timestamp>getAs("append_time").toInstant());
      rows.add(new RawRow(0, row.getAs("kafka_offset"), appended, new ArrayList<>(event.values())));
      pipeline.alertsOnReadings().forEach(alert -> add(pipeline, alert, event, episodes));
    }
    assertFalse(episodes.all().isEmpty(), "some readings meet an alert");
    try (SpeedStore speed = new SpeedStore(store, pipeline)) {
      speed.commit(
          new SpeedBatch(
              speed.horizon(),
              Optional.empty(),
              position(pipeline),
              Optional.of(position(pipeline)),
              Map.of(0, (long) EVENTS),
              Map.of(0, (long) EVENTS),
              Map.of(),
              List.of(),
              episodes.all(),
              List.of(),
              pipeline.rows().isPresent() ? rows : List.of()));
    }
  }

  private static void add(
      Pipeline pipeline, Alert.OnReading alert, Map<String, Object> event, ReadingEpisodes into) {
    Optional<Severity> severity =
        alert.levels().stream()
            .filter(level -> hold(level.when(), event))
            .map(Alert.Level::severity)
            .max(Severity::compareTo);
    if (severity.isEmpty() || !alert.unless().isEmpty() && hold(alert.unless(), event)) {
      return;
    }
    Map<String, Object> entity = new LinkedHashMap<>();
    String name = pipeline.schema().entity().orElseThrow();
    entity.put(name, event.get(name));
    alert.by().forEach(column -> entity.put(column, event.get(column)));
    into.add(
        ReadingEpisode.of(
            alert.name(),
            entity,
            EpochMicros.micros((Instant) event.get(pipeline.schema().eventTime())),
            severity.get(),
            values(alert, event)));
  }

  private static List<BigDecimal> values(Alert.OnReading alert, Map<String, Object> event) {
    List<BigDecimal> values = new ArrayList<>();
    alert.fields().forEach(field -> values.add((BigDecimal) event.get(field)));
    return values;
  }

  private static boolean hold(Conditions conditions, Map<String, Object> event) {
    return conditions.hold(condition -> holds(condition, event.get(condition.name())));
  }

  private static boolean holds(Condition condition, Object value) {
    if (value == null) {
      return false;
    }
    return condition
        .comparison()
        .holds(
            value instanceof BigDecimal number
                ? number.compareTo(new BigDecimal(condition.value()))
                : value.toString().compareTo(condition.value()));
  }

  /** What is told of copies, rows and episodes. */
  private static List<String> found(Pipeline pipeline) throws SQLException {
    List<String> found =
        new ArrayList<>(new Reconciliation(archived(pipeline), false).run().findings());
    found.addAll(new CellReconciliation(archived(pipeline), store).run().findings());
    found.removeIf(finding -> !finding.matches(".*(copy|alert|sensor_data).*"));
    return found;
  }

  private static void change(String sql) throws SQLException {
    new TestDatabase(() -> store.connect("test")).execute(sql);
  }

  private static void assertNamed(Pipeline pipeline, String part, String change, String back)
      throws SQLException {
    boolean ofLake = change.contains("crossroads.");
    if (ofLake) {
      spark.sql(change);
    } else {
      change(change);
    }
    List<String> found = found(pipeline);
    assertFalse(found.isEmpty(), change);
    assertEquals(
        List.of(), found.stream().filter(finding -> !finding.contains(part)).toList(), change);
    if (ofLake) {
      spark.sql(back);
    } else {
      change(back);
    }
    assertEquals(List.of(), found(pipeline), "put back after " + change);
  }

  @Test
  void aCopyWithARowTooFewTooManyOrAnotherOneIsNamed() throws SQLException {
    assertEquals(List.of(), found(IOT));
    String copy = "crossroads.iot.anomalies";
    String row = " where kafka_offset = 17";
    String other = " where kafka_offset = 1";
    String add = "insert into " + copy + " select * from crossroads.iot.processed";
    assertNamed(IOT, "lacks partition 0 offset 17", "delete from " + copy + row, add + row);
    assertNamed(IOT, "has partition 0 offset 1,", add + other, "delete from " + copy + other);
  }

  @Test
  void rowsThatAreNotTheArchivesAreNamed() throws SQLException {
    assertEquals(List.of(), found(ENVIRONMENT));
    String row = " where kafka_offset = 42";
    assertNamed(
        ENVIRONMENT,
        "sensor_data",
        "update sensor_data set co2 = co2 + 0.01" + row,
        "update sensor_data set co2 = co2 - 0.01" + row);
    assertNamed(
        ENVIRONMENT,
        "sensor_data",
        "update sensor_data set timestamp = timestamp + interval '1 second'" + row,
        "update sensor_data set timestamp = timestamp - interval '1 second'" + row);
    assertNamed(
        ENVIRONMENT,
        "sensor_data",
        "update sensor_data set kafka_offset = 4242" + row,
        "update sensor_data set kafka_offset = 42 where kafka_offset = 4242");
  }

  @Test
  void episodesThatTheReadingsDoNotMakeAreNamed() throws SQLException {
    for (Pipeline pipeline : List.of(IOT, ENVIRONMENT)) {
      String where =
          " where pipeline = '"
              + pipeline
              + "' and ctid = (select min(ctid) from alert"
              + " where pipeline = '"
              + pipeline
              + "')";
      change("create table if not exists kept_alert as table alert");
      String back =
          "delete from alert where pipeline = '"
              + pipeline
              + "'; insert into alert select * from kept_alert where pipeline = '"
              + pipeline
              + "'";
      for (String change :
          List.of(
              "delete from alert" + where,
              "update alert set severity = 'LOW', alert = alert" + where + " and severity <> 'LOW'",
              "update alert set until = until + interval '1 second'" + where,
              "update alert set started_at = started_at - interval '1 second'" + where,
              "update alert set evidence = evidence || '{\"readings\": 1}'" + where,
              "update alert set evidence = replace(evidence::text, '\"greatest\": ',"
                  + " '\"greatest\": 9999')::jsonb"
                  + where)) {
        assertNamed(pipeline, "alert", change, back);
      }
    }
  }
}

package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.expr;

import io.crossroads.batch.TestLake;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.views.ViewsJob;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.ArchiveTable;
import io.crossroads.lake.GapTable;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.PositionedTable;
import io.crossroads.lake.RejectedTable;
import io.crossroads.lake.rollup.RollupColumns;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.OffsetRange;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.speed.LatestEvent;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.store.ServingStore;
import io.crossroads.store.SpeedStore;
import io.crossroads.store.StoreSettings;
import io.crossroads.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A run that has come to rest, in real tables and a real store: a topic that was replaced, two
 * partitions, rejected records, a loss that both tables accepted, marks of transactions, views, and
 * speed rows after them. What a test changes can be put back.
 */
final class FinishedRun implements AutoCloseable {

  static final Pipeline TRAFFIC = Pipelines.named("traffic");
  static final String ARCHIVE = "crossroads.traffic.raw_traffic";
  static final String REJECTED = ARCHIVE + "_rejected";

  private static final String BEGUN = "2026-03-01T10:00:00Z";

  /** Offsets 100 to 109 of partition 0 were deleted before they were read. */
  private static final String LOST = "(p = 0 and o between 100 and 109)";

  /** Each fiftieth offset of partition 1 is a mark. */
  private static final String MARK = "(p = 1 and o % 50 = 49)";

  private final TestLake services;
  private final SparkSession spark;
  private final LakeCatalog catalog;
  private final LakeRoot lake;
  private final ArchiveNames names = ArchiveNames.of(TRAFFIC);
  private final StoreSettings store;
  private final Map<Table, TableMetadata> kept = new LinkedHashMap<>();

  FinishedRun(Path folder) throws SQLException {
    services = new TestLake("mutations", folder, TestLake.SMALL_AND_CHANGING);
    spark = services.spark();
    catalog = services.catalog();
    lake = services.root();
    store = services.store();
    fill();
    publish();
    keep();
  }

  ArchivedPipeline archived() {
    return new ArchivedPipeline(spark, catalog, TRAFFIC, names);
  }

  StoreSettings store() {
    return store;
  }

  SparkSession spark() {
    return spark;
  }

  Table table(String sqlName) {
    return catalog.find(sqlName.equals(ARCHIVE) ? names.archive() : names.rejected()).orElseThrow();
  }

  Table gaps() {
    return catalog.find(names.gaps()).orElseThrow();
  }

  private void fill() {
    PositionedTable archive =
        new PositionedTable(catalog.ensure(ArchiveTable.definition(TRAFFIC, names, lake)));
    PositionedTable rejected =
        new PositionedTable(catalog.ensure(RejectedTable.definition(names, lake)));
    PositionedTable gaps = new PositionedTable(catalog.ensure(GapTable.definition(names, lake)));
    events("old", 1, 20, "2026-03-01T09:00:00Z");
    events("id", 2, 300, BEGUN);
    List<OffsetRange> marks = new ArrayList<>();
    for (long mark = 49; mark < 300; mark += 50) {
      marks.add(new OffsetRange(mark, mark + 1));
    }
    Position next = position(299);
    gaps.commit(
        Optional.empty(), next, List.of(GapTable.write(gaps.table(), "id", Map.of(1, marks))));
    for (PositionedTable table : List.of(archive, rejected)) {
      table.acceptLosses(Optional.empty(), next, losses());
    }
  }

  private List<Loss> losses() {
    List<Loss> losses = new ArrayList<>();
    for (String table : List.of("raw_traffic", "raw_traffic_rejected")) {
      String at = "2026-03-01T10:00:0" + losses.size() + "Z";
      losses.add(new Loss(Loss.Cause.TOPIC_REPLACED, table, "old", 0, 20, 20, at));
      losses.add(new Loss(Loss.Cause.DELETED, table, "id", 0, 100, 110, at));
    }
    return losses;
  }

  private static long appended(long offset) {
    return EpochMicros.micros(Instant.parse(BEGUN)) + offset * 1_000_000;
  }

  /** One record a second; offset 299 of partition 1 is a mark, the greatest time is of 298. */
  private static Position position(long last) {
    SortedMap<Integer, PartitionPosition> partitions = new TreeMap<>();
    partitions.put(0, new PartitionPosition(300, appended(last)));
    partitions.put(1, new PartitionPosition(300, appended(last - 1)));
    return new Position("traffic-stream", "id", partitions);
  }

  /** Every twentieth record is rejected. Speeds go through all of 10 to 99 km/h. */
  private void events(String topicId, int partitions, int count, String first) {
    String from =
        String.format(
            Locale.ROOT,
            """
            (select *, timestamp_micros(%d + o * 1000000) as t from
              (select id %% %d as p, id div %d as o from range(%d))
              where '%s' = 'old' or not (%s or %s))
            """,
            EpochMicros.micros(Instant.parse(first)),
            partitions,
            partitions,
            (long) count * partitions,
            topicId,
            LOST,
            MARK);
    spark.sql(
        String.format(
            Locale.ROOT,
            """
            insert into %s select 'S' || (o %% 5 + 1), t - interval 1 second,
              cast(o %% 90 + 10 + p * 0.5 as decimal(5,2)), cast(90 - o %% 50 as decimal(5,2)),
              '%s', cast(p as int), o, t from %s where o %% 20 != 3
            """,
            ARCHIVE,
            topicId,
            from));
    spark.sql(
        String.format(
            Locale.ROOT,
            """
            insert into %s select 'missing', 'sensor_id', cast('k' as binary),
              cast('{}' as binary), '%s', cast(p as int), o, t, null from %s where o %% 20 = 3
            """,
            REJECTED,
            topicId,
            from));
  }

  /** Views up to the border before the last record, and the speed layer after them. */
  private void publish() throws SQLException {
    ServingStore.prepare(store, TRAFFIC);
    new ViewsJob(archived(), store).run(false, false);
    RollupColumns columns = new RollupColumns(TRAFFIC);
    try (SpeedStore speed = new SpeedStore(store, TRAFFIC)) {
      Horizon horizon = speed.horizon();
      String since =
          String.format(
              Locale.ROOT,
              "kafka_topic_id = 'id' and kafka_offset >= if(kafka_partition = 0, %d, %d)",
              horizon.offset(0),
              horizon.offset(1));
      Dataset<Row> events = spark.table(ARCHIVE).where(since);
      String minute = "unix_micros(append_time) div 60000000 * 60000000";
      List<Row> cells =
          columns.cells(events.withColumn("minute", expr(minute)), "minute").collectAsList();
      Position position = position(299);
      speed.commit(
          new SpeedBatch(
              horizon,
              Optional.empty(),
              position,
              Optional.empty(),
              Map.of(0, 300L, 1, 300L),
              Map.of(0, 300L, 1, 300L),
              columns.reader().byRollup(cells),
              latest(events),
              List.of(),
              List.of(),
              List.of()));
      Map<Integer, Long> ends = Map.of(0, 300L, 1, 300L);
      speed.report("archive", position, ends, ends);
    }
  }

  private static List<LatestEvent> latest(Dataset<Row> events) {
    Map<String, LatestEvent> latest = new TreeMap<>();
    Dataset<Row> inOrder =
        events.orderBy("timestamp", "append_time", "kafka_offset", "kafka_partition");
    for (Row row : inOrder.select(expr("*"), expr("to_json(struct(*))")).collectAsList()) {
      Instant appended = row.<java.sql.Timestamp>getAs("append_time").toInstant();
      Instant happened = row.<java.sql.Timestamp>getAs("timestamp").toInstant();
      String json =
          String.format(
              Locale.ROOT,
              "{\"sensor_id\":\"%s\",\"timestamp\":\"%s\",\"average_speed\":%s,\"traffic_density\":%s}",
              row.getAs("sensor_id"),
              happened,
              row.getAs("average_speed"),
              row.getAs("traffic_density"));
      latest.put(
          row.getAs("sensor_id"),
          new LatestEvent(
              row.getAs("sensor_id"),
              json,
              happened,
              appended,
              row.<Integer>getAs("kafka_partition"),
              row.<Long>getAs("kafka_offset"),
              appended,
              appended));
    }
    return List.copyOf(latest.values());
  }

  private void keep() throws SQLException {
    for (Table table : List.of(table(ARCHIVE), table(REJECTED), gaps())) {
      kept.put(table, ((BaseTable) table).operations().current());
    }
    sql("create schema kept");
    for (String name : stored()) {
      sql("create table kept.\"" + name + "\" as table \"" + name + "\"");
    }
  }

  /** Puts everything back as it was. */
  void restore() throws SQLException {
    kept.forEach(
        (table, metadata) -> {
          var operations = ((BaseTable) table).operations();
          TableMetadata now = operations.refresh();
          if (!now.metadataFileLocation().equals(metadata.metadataFileLocation())) {
            TableMetadata back = TableMetadata.buildFrom(metadata).discardChanges().build();
            operations.commit(now, back);
          }
        });
    List<String> names = stored();
    sql("truncate " + String.join(", ", names.stream().map(n -> "\"" + n + "\"").toList()));
    // The horizon before the offsets that refer to it.
    names.sort(null);
    for (String name : names) {
      sql("insert into \"" + name + "\" select * from kept.\"" + name + "\"");
    }
  }

  void sql(String statement) throws SQLException {
    new TestDatabase(() -> store.connect("test")).execute(statement);
  }

  private List<String> stored() throws SQLException {
    return new TestDatabase(() -> store.connect("test"))
        .rows(
            "select table_name from information_schema.tables where table_schema = current_schema()"
                + " and table_type = 'BASE TABLE'");
  }

  @Override
  public void close() {
    services.close();
  }
}

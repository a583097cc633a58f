package io.crossroads.batch.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.batch.TestLake;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.reconcile.CellReconciliation;
import io.crossroads.batch.reconcile.CellReport;
import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.ArchiveTable;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.PositionedTable;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.store.RollupTable;
import io.crossroads.store.ServingStore;
import io.crossroads.store.SpeedStore;
import io.crossroads.store.StoreSettings;
import io.crossroads.store.ViewsStore;
import io.crossroads.testkit.TestDatabase;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of views over real tables and a real store. {@code -Dviews.days=30} measures more. */
class ViewsIT {

  private static final Pipeline TRAFFIC = Pipelines.named("traffic");
  private static final String ARCHIVE = "crossroads.traffic.raw_traffic";
  private static final int DAYS = Integer.getInteger("views.days", 1);

  @TempDir private static Path folder;
  private static TestLake services;
  private static SparkSession spark;
  private static LakeCatalog catalog;
  private static LakeRoot lake;
  private static int made;

  private StoreSettings store;
  private PositionedTable archive;
  private PositionedTable rejected;
  private final SortedMap<Integer, PartitionPosition> reached = new TreeMap<>();

  @BeforeAll
  static void start() {
    services = new TestLake("views", folder, Map.of("spark.sql.shuffle.partitions", "2"));
    spark = services.spark();
    catalog = services.catalog();
    lake = services.root();
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  @BeforeEach
  void tables() throws SQLException {
    ArchiveNames names = ArchiveNames.of(TRAFFIC);
    archive = new PositionedTable(catalog.ensure(ArchiveTable.definition(TRAFFIC, names, lake)));
    rejected = new PositionedTable(catalog.ensure(RejectedTable.definition(names, lake)));
    store = services.createStore("serving_" + ++made);
    ServingStore.prepare(store, TRAFFIC);
  }

  @AfterEach
  void drop() {
    spark.sql("drop table " + ARCHIVE + " purge");
    spark.sql("drop table " + ARCHIVE + "_rejected purge");
  }

  /**
   * Archives events of a partition, one every few seconds; each tenth is ten minutes late.
   *
   * @param first append time of the first
   */
  private void archive(int partition, int count, String first, double seconds) {
    long from = reached.containsKey(partition) ? reached.get(partition).nextOffset() : 0;
    long begin = EpochMicros.micros(Instant.parse(first));
    spark.sql(
        String.format(
            Locale.ROOT,
            """
            insert into %s
            select 'S' || (id %% 5 + 1),
              timestamp_micros(append - if(id %% 10 = 0, 600000000, 1000000)),
              cast((id * 7919 %% 9000 + 1000) / 100 as decimal(5,2)),
              cast((id %% 100) as decimal(5,2)), 'id', %d, id, timestamp_micros(append)
            from (select id, %d + cast((id - %d) * %f * 1000000 as bigint) as append
                  from range(%d, %d))
            """,
            ARCHIVE,
            partition,
            begin,
            from,
            seconds,
            from,
            from + count));
    long last = begin + (long) ((count - 1) * seconds * 1_000_000);
    reached.put(partition, new PartitionPosition(from + count, last));
    commit();
  }

  /** A partition that the archive knows, without a record. */
  private void begin(int partition) {
    reached.put(partition, new PartitionPosition(0, 0));
    commit();
  }

  private void commit() {
    Position position = new Position("traffic-stream", "id", reached);
    archive.commit(archive.position(), position, List.of());
    rejected.commit(rejected.position(), position, List.of());
  }

  private static ArchivedPipeline archived() {
    return new ArchivedPipeline(spark, catalog, TRAFFIC, ArchiveNames.of(TRAFFIC));
  }

  private ViewsReport views(boolean full) throws SQLException {
    return new ViewsJob(archived(), store).run(full, false);
  }

  private CellReport cells() throws SQLException {
    return new CellReconciliation(archived(), store).run();
  }

  private String ask(String sql) throws SQLException {
    return new TestDatabase(() -> store.connect("test")).text(sql);
  }

  /** All views as text. */
  private String all() throws SQLException {
    return ask("select b::text from batch_traffic_by_minute b order by 1")
        + ask("select b::text from batch_traffic_by_hour b order by 1");
  }

  /** The speed layer takes in offsets of a partition as one cell; their values do not matter. */
  private void speed(int partition, long until, String appended) throws SQLException {
    try (SpeedStore speed = new SpeedStore(store, TRAFFIC)) {
      Optional<Position> from = speed.position();
      TreeMap<Integer, PartitionPosition> to = new TreeMap<>();
      from.ifPresent(position -> to.putAll(position.partitions()));
      long micros = EpochMicros.micros(Instant.parse(appended));
      to.put(partition, new PartitionPosition(until, micros));
      Horizon horizon = speed.horizon();
      Instant bucket = EpochMicros.instant(horizon.split().bucketMicros(micros));
      BigDecimal one = new BigDecimal("1.00");
      Cell cell =
          new Cell(
              Instant.parse("2026-03-01T00:00:00Z"),
              List.of("S1"),
              bucket,
              List.of(1L, one, 1L, one, one, one, 1L, one, one));
      speed.commit(
          new SpeedBatch(
              horizon,
              from,
              new Position("traffic-stream", "id", to),
              Optional.empty(),
              Map.of(),
              Map.of(),
              Map.of("traffic_by_minute", List.of(cell), "traffic_by_hour", List.of(cell)),
              List.of(),
              List.of(),
              List.of(),
              List.of()));
    }
  }

  @Test
  void theHorizonIsTheLastBorderBeforeTheLatestAppendTimeAndEventsBeforeItAreInTheViews()
      throws SQLException {
    archive(0, 200, "2026-03-01T10:00:30Z", 1);
    ViewsReport report = views(false);

    assertEquals(
        "2026-03-01T10:03:00Z", report.after().orElseThrow().time().orElseThrow().toString());
    assertEquals(150, report.offsets());
    assertEquals("150", ask("select sum(events) from batch_traffic_by_minute"));
    assertEquals("150", ask("select sum(events) from batch_traffic_by_hour"));
    CellReport cells = cells();
    assertTrue(cells.exact(), cells.toString());
    assertEquals(150, cells.records());
  }

  @Test
  void rejectedRecordsAreCountedByTheHourOfTheirAppendTimeAndTheirReason() throws SQLException {
    reject("not_json", "2026-03-01T09:59:59.999999Z", 3);
    reject("not_json", "2026-03-01T10:00:00Z", 2);
    reject("missing", "2026-03-01T10:59:59Z", 1);
    reached.put(
        0, new PartitionPosition(6, EpochMicros.micros(Instant.parse("2026-03-01T11:00:00Z"))));
    commit();
    for (int run = 0; run < 2; run++) {
      new RejectionCounting(archived(), store).run();
      assertEquals(
          "2026-03-01 09 not_json 3, 2026-03-01 10 missing 1, 2026-03-01 10 not_json 2",
          ask(
              "select string_agg(to_char(hour at time zone 'UTC', 'YYYY-MM-DD HH24 ') || reason"
                  + " || ' ' || records, ', ' order by hour, reason) from rejection"));
      assertEquals(
          "2026-03-01 11:00:00",
          ask("select counted_until at time zone 'UTC' from rejection_count"));
    }
  }

  private static void reject(String reason, String appended, int records) {
    spark.sql(
        String.format(
            Locale.ROOT,
            "insert into %s_rejected select '%s', null, null, cast('x' as binary), 'id', 0, id,"
                + " timestamp '%s', null from range(%d)",
            ARCHIVE,
            reason,
            appended,
            records));
  }

  @Test
  void whatIsAddedAndWhatIsMadeAnewIsTheSameAndLateEventsCorrectOldWindows() throws SQLException {
    archive(0, 5_000, "2026-03-01T10:00:00Z", 0.5);
    archive(1, 5_000, "2026-03-01T10:00:00Z", 0.5);
    views(false);
    archive(0, 3_000, "2026-03-01T10:45:00Z", 0.5);
    archive(1, 3_000, "2026-03-01T10:45:00Z", 0.5);
    ViewsReport added = views(false);
    String after = all();
    ViewsReport rebuilt = views(true);

    assertFalse(added.full());
    assertTrue(rebuilt.full());
    assertEquals(after, all());
    assertTrue(after.contains("2026-03-01 10:40:00"));
    CellReport cells = cells();
    assertTrue(cells.exact(), cells.toString());
    assertTrue(views(false).after().isEmpty(), "there is nothing more to publish");
  }

  @Test
  void anIdlePartitionDoesNotHoldTheHorizonUpUnlessTheSpeedLayerHasMoreOfIt() throws SQLException {
    begin(1);
    archive(1, 10, "2026-03-01T10:00:00Z", 1);
    archive(0, 600, "2026-03-01T10:00:00Z", 1);
    speed(1, 11, "2026-03-01T10:05:30Z");
    assertTrue(
        views(false).after().orElseThrow().time().orElseThrow().toString().contains("10:00"));
    assertEquals("1", ask("select count(*) from speed_traffic_by_minute"));

    archive(1, 1, "2026-03-01T10:05:30Z", 1);
    Horizon horizon = views(false).after().orElseThrow();
    assertEquals("2026-03-01T10:09:00Z", horizon.time().orElseThrow().toString());
    assertEquals(Map.of(0, 540L, 1, 11L), horizon.offsets());
    assertEquals("0", ask("select count(*) from speed_traffic_by_minute"));

    speed(1, 12, "2026-03-01T10:02:00Z");
    assertEquals(
        "2026-03-01 10:09:00+00",
        ask("select bucket from speed_traffic_by_minute"),
        "a clock that steps back does not go behind the horizon");

    archive(1, 1, "2026-03-01T10:05:40Z", 1);
    Horizon same = views(true).after().orElseThrow();
    assertEquals(horizon.time(), same.time());
    assertEquals(horizon.offsets(), same.offsets(), "what the speed layer has stays its own");
    assertEquals("1", ask("select count(*) from speed_traffic_by_minute"));
  }

  @Test
  void aFirstRunGoesOverAYearAndTheNextOneOverTheRest() throws SQLException {
    archive(0, 60, "2025-01-01T00:00:00Z", 525_600);
    speed(0, 61, "2026-01-01T00:00:00Z");
    Horizon horizon = views(false).after().orElseThrow();
    assertEquals("2025-12-25T22:00:00Z", horizon.time().orElseThrow().toString());
    assertEquals("59|59", ask("select sum(events), count(*) from batch_traffic_by_hour"));
    archive(0, 1, "2026-01-01T00:00:00Z", 1);
    assertEquals(1, views(false).offsets());
    assertEquals("60", ask("select sum(events) from batch_traffic_by_minute"));
  }

  @Test
  void anEmptyArchivePublishesNothing() throws SQLException {
    CommandFailure failure = assertThrows(CommandFailure.class, () -> views(false));
    assertTrue(failure.getMessage().contains("holds nothing yet"), failure.getMessage());
    begin(0);
    assertTrue(views(false).after().isEmpty());
    assertTrue(views(true).after().isEmpty());
  }

  @Test
  void aRunThatEndsBeforeItPublishesLeavesEverythingAsItWas() throws SQLException {
    archive(0, 600, "2026-03-01T10:00:00Z", 1);
    views(false);
    String before = all();
    try (ViewsStore half = ViewsStore.open(store, TRAFFIC)) {
      for (RollupTable table : RollupTable.of(TRAFFIC)) {
        half.load(table.rollup(), List.<Cell>of().iterator());
      }
    }
    assertEquals(before, all());
  }

  @Test
  void anArchiveBehindTheHorizonAndAnotherTopicAreRefused() throws SQLException {
    archive(0, 600, "2026-03-01T10:00:00Z", 1);
    views(false);
    archive.commit(
        archive.position(),
        new Position("traffic-stream", "id", new TreeMap<>(Map.of(0, new PartitionPosition(5, 1)))),
        List.of());
    CommandFailure behind = assertThrows(CommandFailure.class, () -> views(false));
    assertTrue(behind.getMessage().contains("up to offset 5"), behind.getMessage());

    Position other = new Position("traffic-stream", "other", reached);
    archive.commit(archive.position(), other, List.of());
    rejected.commit(rejected.position(), other, List.of());
    CommandFailure replaced = assertThrows(CommandFailure.class, () -> views(false));
    assertTrue(replaced.getMessage().contains("views --new-topic"), replaced.getMessage());
    new ViewsJob(archived(), store).run(false, true);
    assertEquals("600", ask("select sum(events) from batch_traffic_by_hour"));
    CellReport cells = cells();
    assertTrue(cells.exact(), cells.toString());
  }

  @Test
  void theHorizonStaysBehindThePresentWhereAppendTimesAreAhead() throws SQLException {
    Instant now = Instant.now();
    archive(0, 300, now.minusSeconds(1_200).toString(), 1);
    archive(0, 100, now.plusSeconds(3_600).toString(), 1);
    ViewsReport report = views(false);

    Instant horizon = report.after().orElseThrow().time().orElseThrow();
    assertFalse(horizon.isAfter(Instant.now()), horizon.toString());
    assertEquals(300, report.offsets());
    assertEquals(1, report.ahead().size());
    assertTrue(
        report.toString().contains("topic traffic-stream, partition 0: append times go up to"),
        report.toString());
  }

  @Test
  void aHorizonAheadOfThePresentIsNamedAndBroughtBackWithoutAWrongAnswer() throws SQLException {
    Instant now = Instant.now();
    archive(0, 300, now.minusSeconds(1_200).toString(), 1);
    archive(0, 100, now.plusSeconds(3_600).toString(), 1);
    speed(0, 400, now.plusSeconds(3_700).toString());
    views(false);
    publishAhead(now.plusSeconds(3_600));
    CommandFailure refused = assertThrows(CommandFailure.class, () -> views(false));
    assertTrue(refused.getMessage().contains("ahead of the present"), refused.getMessage());
    assertTrue(refused.getMessage().contains("--reset-horizon"), refused.getMessage());

    ViewsReport reset = new HorizonReset(archived(), store, Duration.ofSeconds(30)).run();

    Instant horizon = reset.after().orElseThrow().time().orElseThrow();
    assertFalse(horizon.isAfter(Instant.now()), horizon.toString());
    assertEquals("400", ask("select sum(events) from batch_traffic_by_minute"));
    assertEquals("0", ask("select count(*) from speed_traffic_by_minute"));
    assertEquals("t", ask("select max_append_time <= now() from position where query = 'speed'"));
    assertTrue(cells().exact(), cells().toString());

    // From now on records have their own times in both layers, and the horizon moves again.
    archive.table().refresh();
    long latest = archive.position().orElseThrow().maxAppendTimeMicros(0);
    assertFalse(EpochMicros.instant(latest).isAfter(Instant.now()));
    archive(0, 50, Instant.now().toString(), 0.0001);
    assertTrue(views(false).ahead().isEmpty());
    assertTrue(cells().exact(), cells().toString());
  }

  @Test
  void aHorizonIsNotBroughtBackWhileALayerHasRecordsWithWrongTimesBeforeIt() throws SQLException {
    Instant now = Instant.now();
    archive(0, 300, now.minusSeconds(1_200).toString(), 1);
    archive(0, 100, now.plusSeconds(3_600).toString(), 1);
    speed(0, 200, now.minusSeconds(1_100).toString());
    publishAhead(now.plusSeconds(3_600));
    String before = ask("select count(*), max(generation) from horizon");

    CommandFailure failure =
        assertThrows(
            CommandFailure.class,
            () -> new HorizonReset(archived(), store, Duration.ofSeconds(1)).run());
    assertTrue(failure.getMessage().contains("has not passed the records"), failure.getMessage());
    assertEquals(before, ask("select count(*), max(generation) from horizon"));
  }

  /** Leaves the horizon as a version did that trusted every append time. */
  private void publishAhead(Instant time) throws SQLException {
    try (Connection connection = store.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update horizon set horizon = date_trunc('minute', timestamptz '" + time + "')");
    }
  }

  @Test
  void aCellThatWasTamperedWithIsFoundAndNamed() throws SQLException {
    archive(0, 600, "2026-03-01T10:00:00Z", 1);
    views(false);
    try (Connection connection = store.connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "update batch_traffic_by_hour set speed_mean__sum = speed_mean__sum + 0.01"
              + " where sensor_id = 'S3' and window_start = '2026-03-01 10:00:00+00'");
      statement.execute("delete from batch_traffic_by_minute where sensor_id = 'S4'");
    }
    CellReport report = cells();
    long gone = report.cells() / 5;
    assertTrue(report.differ() > 1 && report.differ() <= gone + 1, report.toString());
    assertTrue(
        report.toString().contains("traffic_by_hour 2026-03-01T10:00:00Z [S3]"), report.toString());
  }

  /** The printed figures are what counts; the assertion is that both give the same. */
  @Test
  void aHundredthMoreDataTakesAFractionOfAllAnew() throws SQLException {
    int events = DAYS * 86_400;
    archive(0, events, "2026-02-01T00:00:00Z", 1);
    views(false);
    archive(
        0,
        events / 100,
        EpochMicros.instant(reached.get(0).maxAppendTimeMicros() + 1_000_000).toString(),
        1);
    ViewsReport added = views(false);
    String after = all();
    ViewsReport rebuilt = views(true);
    assertEquals(after, all());
    System.out.printf(
        Locale.ROOT,
        "views.days=%d: %,d events more in %d ms, all recomputed in %d ms, %.1f times as long%n",
        DAYS,
        added.offsets(),
        added.duration().toMillis(),
        rebuilt.duration().toMillis(),
        (double) rebuilt.duration().toMillis() / added.duration().toMillis());
  }
}

package io.crossroads.batch.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.batch.TestLake;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.reconcile.CellReconciliation;
import io.crossroads.batch.reconcile.CellReport;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.ArchiveTable;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.PositionedTable;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import io.crossroads.store.ServingStore;
import io.crossroads.store.StoreSettings;
import io.crossroads.testkit.TestDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A rollup that is kept for two days beside one that is kept for ever: what is dropped goes with
 * the publication that says so, who reads meanwhile sees both or neither, and reconcile is exact.
 */
class KeptRollupsIT {

  private static final Duration KEPT = Duration.ofDays(2);
  private static final Instant BEGUN = Instant.parse("2026-03-01T00:00:00Z");
  private static final long STEP = Duration.ofMinutes(30).toMillis() * 1_000;
  private static final String ARCHIVE = "crossroads.lasting.events";

  @TempDir private static Path folder;
  private static TestLake services;
  private static SparkSession spark;
  private static LakeCatalog catalog;
  private static StoreSettings store;
  private static PositionedTable archive;
  private static PositionedTable rejected;
  private static final Pipeline LASTING = pipeline();

  private static Pipeline pipeline() {
    Rollup all =
        new Rollup(
            "lasting_for_ever",
            "",
            List.of("sensor"),
            Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC),
            List.of(Measure.count("events")));
    return Pipeline.named("lasting")
        .topic("lasting", 1)
        .schema(
            EventSchema.keyedBy(
                "sensor",
                "at",
                ZoneOffset.UTC,
                List.of(
                    Field.required("sensor", FieldType.text(64), "", ""),
                    Field.required("at", FieldType.time(), "", ""))))
        .archive(new ArchiveLayout("lasting", "events", Duration.ofSeconds(10), List.of()))
        .rollups(
            all,
            new Rollup("lasting_two_days", "", all.dimensions(), all.window(), all.measures())
                .keptFor(KEPT))
        .simulator(seed -> null)
        .build();
  }

  @BeforeAll
  static void start() throws SQLException {
    services = new TestLake("kept rollups", folder, Map.of("spark.default.parallelism", "1"));
    spark = services.spark();
    catalog = services.catalog();
    LakeRoot lake = services.root();
    ArchiveNames names = ArchiveNames.of(LASTING);
    archive = new PositionedTable(catalog.ensure(ArchiveTable.definition(LASTING, names, lake)));
    rejected = new PositionedTable(catalog.ensure(RejectedTable.definition(names, lake)));
    store = services.store();
    ServingStore.prepare(store, LASTING);
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  private static Instant appended(long offset) {
    return BEGUN.plus(STEP * offset, ChronoUnit.MICROS);
  }

  /** An event each half hour, appended a second after it happened; each tenth four days later. */
  private static void archive(long from, long until) {
    spark.sql(
        String.format(
            Locale.ROOT,
            """
            insert into %s select concat('S', id %% 3),
              timestamp_micros(%2$d + id * %3$d - if(id %% 10 = 9, 345600000000, 1000000)),
              'id', 0, id, timestamp_micros(%2$d + id * %3$d) from range(%4$d, %5$d)
            """,
            ARCHIVE,
            EpochMicros.micros(BEGUN),
            STEP,
            from,
            until));
    Position position =
        new Position(
            "lasting",
            "id",
            new TreeMap<>(
                Map.of(0, new PartitionPosition(until, EpochMicros.micros(appended(until - 1))))));
    archive.commit(archive.position(), position, List.of());
    rejected.commit(rejected.position(), position, List.of());
  }

  private static ViewsReport views(boolean full) throws SQLException {
    return new ViewsJob(archived(), store).run(full, false);
  }

  private static CellReport cells() throws SQLException {
    return new CellReconciliation(archived(), store).run();
  }

  private static ArchivedPipeline archived() {
    return new ArchivedPipeline(spark, catalog, LASTING, ArchiveNames.of(LASTING));
  }

  private static List<String> ask(String sql) throws SQLException {
    return new TestDatabase(() -> store.connect("test")).rows(sql);
  }

  /** How many events were appended from a time on and before another. */
  private static long expected(Instant from, Instant until, long archived) {
    long count = 0;
    for (long offset = 0; offset < archived; offset++) {
      Instant time = appended(offset);
      count += !time.isBefore(from) && time.isBefore(until) ? 1 : 0;
    }
    return count;
  }

  @Test
  void whatIsDroppedOnPurposeIsInNoAnswerAndInNoFinding() throws Exception {
    archive(0, 200);
    views(false);
    AtomicBoolean done = new AtomicBoolean();
    CompletableFuture<Integer> reader =
        CompletableFuture.supplyAsync(() -> readUntil(done), run -> new Thread(run).start());
    for (int run = 1; run <= 3; run++) {
      archive(200 + 40 * (run - 1), 200 + 40 * run);
      assertFalse(views(false).full());
    }
    done.set(true);
    assertTrue(reader.get() > 0);

    CellReport report = cells();
    assertTrue(report.exact(), report.toString());
    String floor = report.keptFrom().get("lasting_two_days");
    Instant horizon = Instant.parse(report.until());
    assertEquals(horizon.minus(KEPT).toString(), floor);
    assertTrue(report.toString().contains("lasting_two_days was compared from " + floor));
    List<String> kept =
        ask("select b::text from batch_lasting_two_days b order by window_start, bucket, sensor");
    views(true);
    assertEquals(
        kept,
        ask("select b::text from batch_lasting_two_days b order by window_start, bucket, sensor"),
        "what is recomputed is the same");
    assertTrue(cells().exact(), () -> "after views --full");

    ask(
        "delete from batch_lasting_two_days where bucket = (select min(bucket) from"
            + " batch_lasting_two_days) returning 1");
    assertEquals(1, cells().differ(), "what is kept is compared");
  }

  /** Reads both rollups of one moment, again and again; gives how often. */
  private static int readUntil(AtomicBoolean done) {
    int reads = 0;
    while (!done.get() || reads == 0) {
      try (Connection connection = store.connect("test");
          Statement statement = connection.createStatement();
          ResultSet row =
              statement.executeQuery(
                  "select (select floor from retention where relation = 'lasting_two_days'),"
                      + " (select horizon from horizon where pipeline = 'lasting'),"
                      + " (select sum(events) from lasting_two_days),"
                      + " (select sum(events) from lasting_for_ever)")) {
        row.next();
        Instant floor = row.getTimestamp(1).toInstant();
        Instant horizon = row.getTimestamp(2).toInstant();
        assertEquals(expected(floor, horizon, 320), row.getLong(3), floor + " to " + horizon);
        assertEquals(expected(Instant.EPOCH, horizon, 320), row.getLong(4));
        reads++;
      } catch (SQLException e) {
        throw new AssertionError(e);
      }
    }
    return reads;
  }
}

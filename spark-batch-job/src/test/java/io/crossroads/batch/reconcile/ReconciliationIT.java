package io.crossroads.batch.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.batch.TestLake;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.ArchiveTable;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.PositionedTable;
import io.crossroads.lake.RejectedTable;
import io.crossroads.lake.TableDefinition;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReconciliationIT {

  private static final Pipeline TRAFFIC = Pipelines.named("traffic");
  private static final String ARCHIVE = "crossroads.traffic.raw_traffic";
  private static final String REJECTED = "crossroads.traffic.raw_traffic_rejected";

  /** When all rows were appended, microseconds since the epoch. */
  private static final long APPENDED = EpochMicros.micros(Instant.parse("2026-01-01T00:00:00Z"));

  @TempDir static Path folder;
  private static TestLake services;
  private static SparkSession spark;
  private static LakeCatalog catalog;

  private PositionedTable archive;
  private PositionedTable rejected;

  @BeforeAll
  static void start() {
    services = new TestLake("reconciliation", folder, Map.of("spark.sql.shuffle.partitions", "2"));
    spark = services.spark();
    catalog = services.catalog();
  }

  @AfterAll
  static void stop() {
    services.close();
  }

  @BeforeEach
  void tables() {
    ArchiveNames names = ArchiveNames.of(TRAFFIC);
    LakeRoot lake = services.root();
    archive = table(ArchiveTable.definition(TRAFFIC, names, lake));
    rejected = table(RejectedTable.definition(names, lake));
  }

  private static PositionedTable table(TableDefinition definition) {
    return new PositionedTable(catalog.ensure(definition));
  }

  @AfterEach
  void drop() {
    spark.sql("drop table " + ARCHIVE + " purge");
    spark.sql("drop table " + REJECTED + " purge");
  }

  @Test
  void everyOffsetInOneRowIsExact() {
    archived("id", 0, 0, 70_000);
    rejected("id", 0, 70_000, 70_003);
    archived("id", 1, 0, 5);
    reach(archive, "id", Map.of(0, 70_003L, 1, 5L));
    reach(rejected, "id", Map.of(0, 70_003L, 1, 5L));

    Report report = run();
    assertTrue(report.exact());
    assertEquals(
        new PartitionCount("id", 0, 70_003, 70_000, 3, 0, 0, 0, 0, 0), report.partitions().get(0));
    assertEquals(new PartitionCount("id", 1, 5, 5, 0, 0, 0, 0, 0, 0), report.partitions().get(1));
    assertEquals(Map.of("S1", 70_005L), report.byEntity());
    assertEquals(Map.of("missing (sensor_id)", 3L), report.byReason());
    assertEquals(5, report.rows().size());
    assertTrue(
        ReportText.of(report).endsWith("exact: 70,008 records = 70,005 archived + 3 rejected"));
  }

  @Test
  void whatOneTableHoldsAlreadyAndTheOtherNotYetDoesNotCount() {
    archived("id", 0, 0, 10);
    reach(archive, "id", Map.of(0, 10L));
    reach(rejected, "id", Map.of(0, 4L));

    Report report = run();
    assertTrue(report.exact());
    assertEquals(4, report.total(PartitionCount::records));
  }

  @Test
  void aMissingOffsetIsFoundAndNamed() {
    archived("id", 0, 0, 10);
    rejected("id", 0, 12, 20);
    reach(archive, "id", Map.of(0, 20L));
    reach(rejected, "id", Map.of(0, 20L));

    Report report = run();
    assertFalse(report.exact());
    assertEquals(2, report.total(PartitionCount::missing));
    assertEquals(List.of("partition 0 offsets 10 to 11 are missing"), report.examples());
  }

  @Test
  void anOffsetInBothTablesIsFoundAndNamed() {
    archived("id", 0, 0, 10);
    rejected("id", 0, 9, 12);
    reach(archive, "id", Map.of(0, 12L));
    reach(rejected, "id", Map.of(0, 12L));

    Report report = run();
    assertFalse(report.exact());
    assertEquals(1, report.total(PartitionCount::twice));
    assertEquals(12, report.total(PartitionCount::records));
    assertEquals(List.of("partition 0 offset 9 is archived and rejected"), report.examples());
  }

  @Test
  void anAcceptedLossIsNotMissing() {
    archived("id", 0, 6, 10);
    Loss loss = new Loss(Loss.Cause.DELETED, null, "id", 0, 0, 6, "2026-01-01T00:00:00Z");
    archive.acceptLosses(Optional.empty(), position("id", Map.of(0, 10L)), List.of(loss));
    rejected.acceptLosses(Optional.empty(), position("id", Map.of(0, 10L)), List.of(loss));

    Report report = run();
    assertTrue(report.exact());
    assertEquals(6, report.total(PartitionCount::lost));
    assertEquals(4, report.total(PartitionCount::records));
  }

  /** One entry in each table, as each accepted it, is one loss; ten rows more are missing. */
  @Test
  void aLossThatBothTablesTellOfHidesNoMissingRows() {
    archived("id", 0, 20, 30);
    for (PositionedTable table : List.of(archive, rejected)) {
      table.acceptLosses(
          Optional.empty(),
          position("id", Map.of(0, 30L)),
          List.of(
              new Loss(Loss.Cause.DELETED, "raw_traffic", "id", 0, 0, 10, "2026-01-01T00:00:00Z"),
              new Loss(
                  Loss.Cause.DELETED,
                  "raw_traffic_rejected",
                  "id",
                  0,
                  0,
                  10,
                  "2026-01-01T00:00:01Z")));
    }

    Report report = run();
    assertEquals(10, report.total(PartitionCount::lost));
    assertEquals(10, report.total(PartitionCount::missing));
    assertEquals(List.of("partition 0 offsets 10 to 19 are missing"), report.examples());
  }

  @Test
  void rowsOfATopicThatWasReplacedStillCount() {
    archived("old", 0, 0, 10);
    archived("new", 0, 0, 3);
    Loss loss = new Loss(Loss.Cause.TOPIC_REPLACED, null, "old", 0, 10, 10, "2026-01-01T00:00:00Z");
    archive.acceptLosses(Optional.empty(), position("new", Map.of(0, 3L)), List.of(loss));
    rejected.acceptLosses(Optional.empty(), position("new", Map.of(0, 3L)), List.of(loss));

    Report report = run();
    assertTrue(report.exact(), () -> ReportText.of(report));
    assertEquals(13, report.total(PartitionCount::records));
  }

  @Test
  void withoutAnyPositionItSaysWhatToDoFirst() {
    CommandFailure failure = assertThrows(CommandFailure.class, ReconciliationIT::run);
    assertTrue(failure.getMessage().contains("bin/crossroads archive"), failure.getMessage());
  }

  private static Report run() {
    return new Reconciliation(
            new ArchivedPipeline(spark, catalog, TRAFFIC, ArchiveNames.of(TRAFFIC)), false)
        .run();
  }

  private static void archived(String topicId, int partition, long from, long until) {
    spark.sql(
        String.format(
            Locale.ROOT,
            """
        insert into %s select 'S1', timestamp '2026-01-01 00:00:00Z', cast(50 as decimal(5,2)),
          cast(10 as decimal(5,2)), '%s', %d, id, timestamp '2026-01-01 00:00:00Z' from range(%d, %d)
        """,
            ARCHIVE,
            topicId,
            partition,
            from,
            until));
  }

  private static void rejected(String topicId, int partition, long from, long until) {
    spark.sql(
        String.format(
            Locale.ROOT,
            """
        insert into %s select 'missing', 'sensor_id', null, cast('{}' as binary), '%s', %d, id,
          timestamp '2026-01-01 00:00:00Z', null from range(%d, %d)
        """,
            REJECTED,
            topicId,
            partition,
            from,
            until));
  }

  private static void reach(PositionedTable table, String topicId, Map<Integer, Long> next) {
    table.commit(table.position(), position(topicId, next), List.of());
  }

  private static Position position(String topicId, Map<Integer, Long> next) {
    TreeMap<Integer, PartitionPosition> partitions = new TreeMap<>();
    next.forEach(
        (partition, offset) -> partitions.put(partition, new PartitionPosition(offset, APPENDED)));
    return new Position("traffic-stream", topicId, partitions);
  }
}

package io.crossroads.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.GapTable;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.PositionedTable;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.streaming.archive.Archive;
import io.crossroads.streaming.archive.ArchivePlan;
import io.crossroads.streaming.query.QuerySettings;
import io.crossroads.streaming.source.AppendTimeCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.iceberg.jdbc.JdbcCatalog;

/** The tables of a test's topic, and jobs that fill them. */
public final class TestArchive implements AutoCloseable {

  /** Ends when all is archived, and after the first failure. */
  static final QuerySettings CATCH_UP = catchUp(Duration.ofSeconds(20), 0);

  /** The same, and goes on where records are lost. */
  public static final QuerySettings ACCEPT_LOSS =
      settings(100_000, true, true, Duration.ofSeconds(20), 0);

  /** Runs on and commits often; bears failures. */
  static final QuerySettings FOLLOW = settings(100_000, false, false, Duration.ofSeconds(20), 20);

  private static final Duration TIMEOUT = Duration.ofSeconds(90);

  private final String topic;
  private final ArchiveNames names;
  private final LakeCatalog catalog;

  public TestArchive(TestTopic topic) {
    TestPlatform platform = TestPlatform.get();
    this.topic = topic.name();
    String table = "raw_" + topic.name().replace('-', '_');
    this.names = new ArchiveNames("traffic", "bucket", table);
    this.catalog = LakeCatalog.open(platform.catalog(), platform.lake(), new Configuration());
  }

  /** Ends when all is archived; waits so long for servers and bears so many failures. */
  public static QuerySettings catchUp(Duration startupTimeout, int maxFailures) {
    return settings(100_000, true, false, startupTimeout, maxFailures);
  }

  /** Commits every 200 ms and refuses records without an append time. */
  public static QuerySettings settings(
      long records, boolean once, boolean acceptLoss, Duration startupTimeout, int maxFailures) {
    return new QuerySettings(
        Duration.ofMillis(200),
        records,
        once,
        acceptLoss,
        new AppendTimeCheck(false),
        Duration.ofSeconds(2),
        startupTimeout,
        maxFailures);
  }

  /** Ends when all is archived, whatever time the transactions in it take. */
  public static QuerySettings waitingForTransactions() {
    return new QuerySettings(
        Duration.ofMillis(200),
        100_000,
        true,
        false,
        new AppendTimeCheck(false),
        Duration.ofSeconds(60),
        Duration.ofSeconds(20),
        0);
  }

  /** Ends when caught up, and takes in records with a time of their producer's. */
  public static QuerySettings acceptProducerTimes() {
    return new QuerySettings(
        Duration.ofMillis(200),
        100_000,
        true,
        false,
        new AppendTimeCheck(true),
        Duration.ofSeconds(2),
        Duration.ofSeconds(20),
        0);
  }

  public ArchiveNames names() {
    return names;
  }

  public ArchivePlan plan(QuerySettings settings) {
    TestPlatform platform = TestPlatform.get();
    return new ArchivePlan(
        Pipelines.named("traffic"),
        Limits.DEFAULT,
        platform.broker().bootstrapServers(),
        topic,
        names,
        platform.lake(),
        platform.catalog(),
        Optional.of(platform.folder().resolve("checkpoint-" + topic).toUri().toString()),
        settings);
  }

  /** Runs a job to its end. */
  public void run(QuerySettings settings) {
    try (Archive archive = Archive.open(TestPlatform.get().spark(), plan(settings))) {
      archive.job().run();
    }
  }

  /** Archives what is in the topic now. */
  public void catchUp() {
    run(CATCH_UP);
  }

  /** A job that runs on in a thread of its own. */
  public RunningArchive follow() {
    return RunningArchive.start(plan(FOLLOW));
  }

  public Table archived() {
    return table(names.archive());
  }

  public Table rejected() {
    return table(names.rejected());
  }

  private Table table(TableIdentifier name) {
    return catalog.find(name).orElseThrow();
  }

  /** Waits until both tables hold so many rows together, and no more. */
  public void awaitRows(long rows) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (rowCount() < rows) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(rowCount() + " rows instead of " + rows);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    assertEquals(rows, rowCount());
  }

  private long rowCount() {
    try {
      return catalog.find(names.archive()).map(TestArchive::count).orElse(0L)
          + catalog.find(names.rejected()).map(TestArchive::count).orElse(0L);
    } catch (RuntimeException databaseAway) {
      return -1;
    }
  }

  private static long count(Table table) {
    return table.currentSnapshot() == null
        ? 0
        : Long.parseLong(table.currentSnapshot().summary().get("total-records"));
  }

  /** Says of both tables that they are at an offset of partition 0. */
  public void moveTo(long offset) {
    for (Table table : List.of(archived(), rejected())) {
      Position position = position(table);
      new PositionedTable(table)
          .commit(
              Optional.of(position),
              position.with(Map.of(0, new PartitionPosition(offset, 0))),
              List.of());
    }
  }

  /** Removes a table and all it knows. */
  public void drop(TableIdentifier table) {
    try (JdbcCatalog all = new JdbcCatalog()) {
      TestPlatform platform = TestPlatform.get();
      all.setConf(new Configuration());
      all.initialize(CatalogSettings.NAME, platform.catalog().catalogProperties(platform.lake()));
      all.dropTable(table, true);
    }
  }

  public Position position(Table table) {
    return PositionedTable.positionOf(table).orElseThrow();
  }

  public List<Loss> losses(Table table) {
    return new PositionedTable(table).losses();
  }

  /** All rows of a table as an independent reader sees them. */
  public static List<Record> rows(Table table) {
    List<Record> rows = new ArrayList<>();
    try (CloseableIterable<Record> read = IcebergGenerics.read(table).build()) {
      read.forEach(rows::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }

  /** {@code partition:offset} of every row of both tables, sorted. */
  public List<String> offsets() {
    List<String> offsets = new ArrayList<>();
    for (Table table : List.of(archived(), rejected())) {
      rows(table)
          .forEach(
              row ->
                  offsets.add(
                      String.format(
                          Locale.ROOT,
                          "%d:%07d",
                          row.getField("kafka_partition"),
                          row.getField("kafka_offset"))));
    }
    offsets.sort(null);
    return offsets;
  }

  /** Checks that each of the first offsets of some partitions is in one of the tables, once. */
  public void assertEachOnce(int partitions, long perPartition) {
    Map<String, Long> found =
        offsets().stream().collect(Collectors.groupingBy(offset -> offset, Collectors.counting()));
    List<String> expected = eachOnce(partitions, perPartition);
    List<String> missing = expected.stream().filter(o -> !found.containsKey(o)).toList();
    List<String> twice =
        expected.stream().filter(offset -> found.getOrDefault(offset, 0L) > 1).toList();
    assertEquals(
        "missing: 0 [], more than once: 0 []",
        String.format(
            Locale.ROOT,
            "missing: %d %s, more than once: %d %s",
            missing.size(),
            brief(missing),
            twice.size(),
            brief(twice)));
    assertEquals(expected.size(), found.size());
  }

  /** {@code first..last} of every gap of partition 0, in order. */
  public List<String> gaps() {
    return rows(table(names.gaps())).stream()
        .sorted(Comparator.comparing(row -> (Long) row.getField(GapTable.FROM)))
        .map(row -> row.getField(GapTable.FROM) + ".." + ((Long) row.getField(GapTable.UNTIL) - 1))
        .toList();
  }

  /** {@link #offsets}, and those of partition 0 that are gaps. */
  public List<String> offsetsAndGaps() {
    List<String> all = offsets();
    for (Record gap : rows(table(names.gaps()))) {
      for (long at = (Long) gap.getField(GapTable.FROM);
          at < (Long) gap.getField(GapTable.UNTIL);
          at++) {
        all.add(String.format(Locale.ROOT, "0:%07d", at));
      }
    }
    all.sort(null);
    return all;
  }

  private static List<String> brief(List<String> offsets) {
    return offsets.size() <= 2
        ? offsets
        : List.of(offsets.get(0), "…", offsets.get(offsets.size() - 1));
  }

  /** What {@link #offsets} is if each of the first offsets of some partitions is there once. */
  public static List<String> eachOnce(int partitions, long perPartition) {
    List<String> offsets = new ArrayList<>();
    for (int partition = 0; partition < partitions; partition++) {
      for (long offset = 0; offset < perPartition; offset++) {
        offsets.add(String.format(Locale.ROOT, "%d:%07d", partition, offset));
      }
    }
    return offsets;
  }

  @Override
  public void close() {
    catalog.close();
  }
}

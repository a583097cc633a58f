package io.crossroads.lake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.apache.iceberg.BaseTable;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.RewriteFiles;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.CommitStateUnknownException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionedTableIT {

  private final LakeCatalog catalog = TestCatalog.get().open();
  private final TableDefinition definition = TestCatalog.get().numbers();
  private PositionedTable table;

  @BeforeEach
  void create() {
    table = new PositionedTable(catalog.ensure(definition));
  }

  @AfterEach
  void close() {
    catalog.close();
  }

  private static Position at(long next) {
    return new Position(
        "t", "id", new TreeMap<>(Map.of(0, new PartitionPosition(next, next * 10))));
  }

  private DataFile file(long from, long until) {
    return TestCatalog.file(table.table(), from, until);
  }

  private List<Long> read() {
    return TestCatalog.read(table.table());
  }

  private static List<Long> numbers(long until) {
    return LongStream.range(0, until).boxed().toList();
  }

  @Test
  void rowsAndPositionAreCommittedAsOne() {
    assertEquals(Optional.empty(), table.position());

    table.commit(Optional.empty(), at(10), List.of(file(0, 10)));
    table.commit(Optional.of(at(10)), at(20), List.of(file(10, 15), file(15, 20)));

    assertEquals(Optional.of(at(20)), table.position());
    assertEquals(numbers(20), read());
    assertEquals(
        List.of("t 0:10", "t 0:20"),
        snapshots().stream().map(snapshot -> snapshot.get(PositionedTable.POSITION)).toList());
  }

  private List<Map<String, String>> snapshots() {
    List<Map<String, String>> summaries = new ArrayList<>();
    table.table().snapshots().forEach(snapshot -> summaries.add(snapshot.summary()));
    return summaries;
  }

  @Test
  void aPositionMovesWithoutRowsToo() {
    table.commit(Optional.empty(), at(10), List.of());

    assertEquals(Optional.of(at(10)), table.position());
    assertEquals(0, snapshots().size());
  }

  @Test
  void aCommitOnAnotherPositionIsRefusedAndLeavesNothing() {
    table.commit(Optional.empty(), at(10), List.of(file(0, 10)));

    assertThrows(
        PositionMovedException.class,
        () -> table.commit(Optional.of(at(5)), at(15), List.of(file(5, 15))));
    assertThrows(
        PositionMovedException.class,
        () -> table.commit(Optional.empty(), at(15), List.of(file(0, 15))));

    assertEquals(Optional.of(at(10)), table.position());
    assertEquals(numbers(10), read());
  }

  @Test
  void acceptedLossesGatherInTheCommitThatMovesThePosition() {
    Loss first = new Loss(Loss.Cause.DELETED, "t", "id", 0, 0, 7, "2026-03-01T00:00:00Z");
    Loss second = new Loss(Loss.Cause.TRUNCATED, "t", "id", 0, 5, 7, "2026-03-02T00:00:00Z");

    table.commit(Optional.empty(), at(0), List.of());
    table.acceptLosses(Optional.of(at(0)), at(7), List.of(first));
    table.acceptLosses(Optional.of(at(7)), at(5), List.of(second));

    assertEquals(List.of(first, second), table.losses());
    assertEquals(Optional.of(at(5)), table.position());
  }

  @Test
  void twoWritersAtOnceNeverWriteTheSameRowsTwice() throws Exception {
    table.commit(Optional.empty(), at(0), List.of());
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> commits = List.of(writers.submit(racer(20)), writers.submit(racer(20)));
      int refused = commits.get(0).get() + commits.get(1).get();

      assertEquals(numbers(400), read());
      assertEquals(Optional.of(at(400)), table.position());
      assertTrue(refused > 0, "the writers never met");
    } finally {
      writers.shutdownNow();
    }
  }

  /** Commits ten numbers after those that are there, again and again; counts refusals. */
  private Callable<Integer> racer(int commits) {
    return () -> {
      int refused = 0;
      try (LakeCatalog own = TestCatalog.get().open()) {
        PositionedTable mine = new PositionedTable(own.find(definition.name()).orElseThrow());
        for (int done = 0; done < commits; ) {
          long next = mine.position().orElseThrow().nextOffset(0);
          try {
            mine.commit(
                Optional.of(at(next)),
                at(next + 10),
                List.of(TestCatalog.file(mine.table(), next, next + 10)));
            done++;
          } catch (PositionMovedException e) {
            refused++;
          }
        }
      }
      return refused;
    };
  }

  @Test
  void compactionAndExpiryBesideAWriterLeaveItsPositionAlone() throws Exception {
    table.commit(Optional.empty(), at(0), List.of());
    ExecutorService writers = Executors.newFixedThreadPool(2);
    try {
      Future<Integer> writing = writers.submit(racer(30));
      int compactions = 0;
      Table other = catalog.find(definition.name()).orElseThrow();
      while (!writing.isDone()) {
        compactions += compact(other) ? 1 : 0;
      }

      assertEquals(0, writing.get());
      assertEquals(numbers(300), read());
      assertEquals(Optional.of(at(300)), table.position());
      assertTrue(compactions > 0, "nothing was compacted");
    } finally {
      writers.shutdownNow();
    }
  }

  /** Replaces the files by one, as a maintenance job does. */
  private static boolean compact(Table table) throws Exception {
    table.refresh();
    List<DataFile> files = new ArrayList<>();
    if (table.currentSnapshot() == null) {
      return false;
    }
    long planned = table.currentSnapshot().snapshotId();
    try (var scanned = table.newScan().useSnapshot(planned).planFiles()) {
      scanned.forEach(task -> files.add(task.file()));
    }
    if (files.size() < 2) {
      return false;
    }
    long from = Collections.min(TestCatalog.read(table));
    long rows = files.stream().mapToLong(DataFile::recordCount).sum();
    DataFile merged = TestCatalog.file(table, from, from + rows);
    try {
      RewriteFiles rewrite = table.newRewrite().validateFromSnapshot(planned).addFile(merged);
      files.forEach(rewrite::deleteFile);
      rewrite.commit();
      table.expireSnapshots().retainLast(20).expireOlderThan(System.currentTimeMillis()).commit();
      return true;
    } catch (CommitFailedException e) {
      return false;
    }
  }

  @Test
  void aCommitThatTookEffectIsNoFailureWhateverTheConnectionSays() {
    table.commit(Optional.empty(), at(10), List.of(file(0, 10)));
    for (RuntimeException said :
        List.of(
            new CommitFailedException("0 rows updated by the repeated statement"),
            new IllegalStateException("connection reset"))) {
      Position before = table.position().orElseThrow();
      long next = before.nextOffset(0);
      Table unlucky = new BaseTable(new Unlucky(operations(), said, true), "unlucky");

      new PositionedTable(unlucky)
          .commit(
              Optional.of(before),
              at(next + 10),
              List.of(TestCatalog.file(table.table(), next, next + 10)));

      assertEquals(Optional.of(at(next + 10)), table.position());
      assertEquals(numbers(next + 10), read());
    }
  }

  @Test
  void aCommitOfUnknownOutcomeThatDidNotTakeEffectCanBeRepeated() {
    table.commit(Optional.empty(), at(10), List.of(file(0, 10)));
    IllegalStateException said = new IllegalStateException("connection reset");
    Table unlucky = new BaseTable(new Unlucky(operations(), said, false), "unlucky");
    DataFile rows = file(10, 20);

    assertThrows(
        CommitStateUnknownException.class,
        () -> new PositionedTable(unlucky).commit(Optional.of(at(10)), at(20), List.of(rows)));

    assertEquals(Optional.of(at(10)), table.position());
    table.commit(Optional.of(at(10)), at(20), List.of(rows));
    assertEquals(numbers(20), read());
  }

  private TableOperations operations() {
    table.table().refresh();
    return ((BaseTable) table.table()).operations();
  }

  /** Reports the first commit as failed, after it took effect or instead of it. */
  private static final class Unlucky extends ForwardingOperations {
    private final RuntimeException said;
    private final boolean takesEffect;
    private boolean done;

    Unlucky(TableOperations table, RuntimeException said, boolean takesEffect) {
      super(table);
      this.said = said;
      this.takesEffect = takesEffect;
    }

    @Override
    public void commit(TableMetadata base, TableMetadata metadata) {
      if (done) {
        super.commit(base, metadata);
        return;
      }
      done = true;
      if (takesEffect) {
        super.commit(base, metadata);
      }
      throw said;
    }
  }
}

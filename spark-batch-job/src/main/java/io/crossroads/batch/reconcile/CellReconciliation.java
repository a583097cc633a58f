package io.crossroads.batch.reconcile;

import io.crossroads.batch.archive.ArchiveShare;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.rollup.CellReader;
import io.crossroads.lake.rollup.RollupColumns;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.Sketches;
import io.crossroads.layers.rollup.StateColumn;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.MergedCells;
import io.crossroads.store.Positions;
import io.crossroads.store.RollupTable;
import io.crossroads.store.StoreSettings;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Proves that merged answers are those of the archive: computes from the archive every cell that
 * there must be, of all records that both have, and compares. It may run beside all jobs.
 */
public final class CellReconciliation {

  private static final int EXAMPLES = 20;

  /** Rows that are fetched from the store at once. */
  private static final int FETCH = 10_000;

  private final ArchivedPipeline archived;
  private final Pipeline pipeline;
  private final StoreSettings store;
  private final RollupColumns columns;
  private final List<String> examples = new ArrayList<>();
  private long cells;
  private long differ;

  /** A group and window of one rollup. */
  private record Key(Object windowStart, List<Object> dimensions) {}

  /** A reconciliation of one pipeline with its store. */
  public CellReconciliation(ArchivedPipeline archived, StoreSettings store) {
    this.archived = archived;
    this.pipeline = archived.pipeline();
    this.store = store;
    this.columns = new RollupColumns(pipeline);
  }

  /** Computes and compares. */
  public CellReport run() throws SQLException {
    try (Connection connection = store.connect("crossroads reconcile " + pipeline.name())) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Horizon horizon = Positions.horizon(connection, pipeline.name());
      Optional<Position> speed = Positions.position(connection, pipeline.name(), Positions.SPEED);
      // The archive after the store: what views have published is archived.
      ArchivedPipeline.Moment now = archived.now();
      requireSameTopic(now.position(), horizon, speed);
      CompletedRange range = CompletedRange.of(now.position(), horizon, speed);
      ArchiveShare share = new ArchiveShare(archived.spark(), now);
      SortedMap<Integer, Long> ends =
          range.viewsAlone()
              ? horizon.offsets()
              : share.endsBefore(range.untilMicros(), horizon.offsets());
      Dataset<Row> expected = columns.cells(share.before(ends));
      expected.persist(StorageLevel.MEMORY_AND_DISK());
      try {
        for (RollupTable table : RollupTable.of(pipeline)) {
          compare(connection, table, columns.only(expected, table.rollup()), range);
        }
      } finally {
        expected.unpersist();
      }
      return new CellReport(
          EpochMicros.instant(range.untilMicros()).toString(),
          ends.values().stream().mapToLong(Long::longValue).sum(),
          cells,
          differ,
          List.copyOf(examples));
    }
  }

  private void requireSameTopic(Position position, Horizon horizon, Optional<Position> speed) {
    if (horizon.time().isEmpty() && speed.isEmpty()) {
      throw new CommandFailure(
          "the store of %s holds no numbers yet: run bin/crossroads stream or views first"
              .formatted(pipeline.name()));
    }
    String id = position.topicId();
    if (!horizon.topicId().orElse(id).equals(id)
        || !speed.map(Position::topicId).orElse(id).equals(id)) {
      throw new CommandFailure(
          "the archive follows topic id %s, the store another one: the topic was made anew; run 'views --new-topic'"
              .formatted(id));
    }
  }

  private void compare(
      Connection connection, RollupTable table, Dataset<Row> expected, CompletedRange range)
      throws SQLException {
    CellReader reader = columns.reader();
    Map<Key, List<Object>> wanted = new HashMap<>();
    for (Iterator<Row> rows = expected.toLocalIterator(); rows.hasNext(); ) {
      Cell cell = reader.cell(rows.next());
      wanted.put(key(cell), cell.states());
    }
    MergedCells merged = MergedCells.of(table);
    String speedWhere = range.viewsAlone() ? "false" : "bucket < ?";
    try (PreparedStatement statement =
        connection.prepareStatement(merged.sql("true", speedWhere))) {
      statement.setFetchSize(FETCH);
      if (!range.viewsAlone()) {
        statement.setObject(1, EpochMicros.instant(range.untilMicros()).atOffset(ZoneOffset.UTC));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          Cell cell = merged.read(rows);
          compare(table, key(cell), cell.states(), wanted.remove(key(cell)));
        }
      }
    }
    wanted.forEach((key, states) -> compare(table, key, null, states));
  }

  private void compare(RollupTable table, Key key, List<Object> found, List<Object> wanted) {
    cells++;
    if (found != null && wanted != null && same(table, found, wanted)) {
      return;
    }
    differ++;
    if (examples.size() < EXAMPLES) {
      examples.add(
          "%s %s %s: the archive says %s, the merged answer is %s"
              .formatted(
                  table.rollup().name(),
                  key.windowStart(),
                  key.dimensions(),
                  wanted == null ? "nothing" : table.states().answers(wanted),
                  found == null ? "nothing" : table.states().answers(found)));
    }
  }

  private static boolean same(RollupTable table, List<Object> found, List<Object> wanted) {
    List<StateColumn> states = table.states().columns();
    for (int i = 0; i < states.size(); i++) {
      Object one = found.get(i);
      Object other = wanted.get(i);
      boolean same =
          states.get(i).part().isSketch()
              ? Sketches.agree(states.get(i).part(), (byte[]) one, (byte[]) other)
              : sameNumber(one, other);
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameNumber(Object one, Object other) {
    return one instanceof BigDecimal first && other instanceof BigDecimal second
        ? first.compareTo(second) == 0
        : Objects.equals(one, other);
  }

  private static Key key(Cell cell) {
    return new Key(
        cell.windowStart(),
        cell.dimensions().stream().map(CellReconciliation::comparable).toList());
  }

  /** Decimals are equal whatever zeros they end with; a list of the stream's may hold nulls. */
  private static Object comparable(Object dimension) {
    return dimension instanceof BigDecimal number ? number.stripTrailingZeros() : dimension;
  }
}

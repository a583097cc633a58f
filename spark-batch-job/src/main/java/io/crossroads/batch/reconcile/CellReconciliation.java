package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.crossroads.batch.archive.ArchiveSlice;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.archive.KeptRollups;
import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.lake.rollup.CellReader;
import io.crossroads.lake.rollup.RollupColumns;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.store.MergedCells;
import io.crossroads.store.Positions;
import io.crossroads.store.Retention;
import io.crossroads.store.RollupTable;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Proves that answers are those of the archive: computes from the archive every cell that each
 * layer must hold, of all records that both have, and compares; and holds horizon, positions,
 * latest values and alerts against it. It may run beside all jobs.
 */
public final class CellReconciliation {

  private static final int EXAMPLES = 20;

  /** Rows that are fetched from the store at once. */
  private static final int FETCH = 10_000;

  private static final String BATCH = "batch";
  private static final String SPEED = "speed";

  /** Tells the cells of the layers apart: 0 for the batch layer, 1 for the speed layer. */
  private static final String LAYER = "cell_of_layer";

  private final ArchivedPipeline archived;
  private final Pipeline pipeline;
  private final StoreSettings store;

  /** A reconciliation of one pipeline with its store. */
  public CellReconciliation(ArchivedPipeline archived, StoreSettings store) {
    this.archived = archived;
    this.pipeline = archived.pipeline();
    this.store = store;
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
      ArchivedPipeline.Moment now = archived.now().keptIfSmall(archived.spark());
      requireSameTopic(now.position(), horizon, speed);
      CompletedRange range = CompletedRange.of(now.position(), horizon, speed);
      ArchiveSlice slice = new ArchiveSlice(archived.spark(), now);
      SortedMap<Integer, Long> ends = ends(slice, horizon, speed, range);

      List<CellComparison> compared = compare(connection, slice, horizon, ends, range);
      List<String> findings =
          new StoreAudit(connection, archived, slice, horizon, speed, now.position())
              .findings(range.allOfSpeed());
      findings.addAll(new EndAudit(store, archived).findings());
      List<String> examples = new ArrayList<>();
      compared.forEach(comparison -> examples.addAll(comparison.examples()));
      return new CellReport(
          EpochMicros.instant(range.untilMicros()).toString(),
          ends.values().stream().mapToLong(Long::longValue).sum(),
          compared.stream().mapToLong(CellComparison::cells).sum(),
          compared.stream().mapToLong(CellComparison::differ).sum(),
          examples.stream().limit(EXAMPLES).toList(),
          findings,
          keptFrom(connection));
    }
  }

  private Map<String, String> keptFrom(Connection connection) throws SQLException {
    Map<String, String> floors = new TreeMap<>();
    for (Rollup rollup : KeptRollups.forSomeTime(pipeline)) {
      Instant floor = Retention.floor(connection, rollup.name());
      if (floor.isAfter(Instant.EPOCH)) {
        floors.put(rollup.name(), floor.toString());
      }
    }
    return floors;
  }

  private void requireSameTopic(Position position, Horizon horizon, Optional<Position> speed) {
    if (horizon.time().isEmpty() && speed.isEmpty()) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "the store of %s holds no numbers yet: run bin/crossroads stream or views first",
              pipeline.name()));
    }
    String id = position.topicId();
    if (!horizon.topicId().orElse(id).equals(id)
        || !speed.map(Position::topicId).orElse(id).equals(id)) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "the archive follows topic id %s, the store another one: the topic was recreated; run 'views --new-topic'",
              id));
    }
  }

  /** By partition, the offset that all before it is compared. */
  private static SortedMap<Integer, Long> ends(
      ArchiveSlice slice, Horizon horizon, Optional<Position> speed, CompletedRange range) {
    SortedMap<Integer, Long> ends = new TreeMap<>(horizon.offsets());
    if (range.allOfSpeed()) {
      Position reached = speed.orElseThrow();
      reached.partitions().keySet().forEach(p -> ends.merge(p, reached.nextOffset(p), Math::max));
    } else if (!range.viewsAlone()) {
      slice
          .endsBefore(range.untilMicros(), horizon.offsets())
          .forEach((partition, end) -> ends.merge(partition, end, Math::max));
    }
    return ends;
  }

  private List<CellComparison> compare(
      Connection connection,
      ArchiveSlice slice,
      Horizon horizon,
      SortedMap<Integer, Long> ends,
      CompletedRange range)
      throws SQLException {
    Dataset<Row> events = slice.before(ends).withColumn(LAYER, layer(slice, horizon));
    List<CellComparison> compared =
        new ArrayList<>(compare(connection, KeptRollups.forEver(pipeline), events, range));
    for (Rollup rollup : KeptRollups.forSomeTime(pipeline)) {
      RollupColumns columns = new RollupColumns(pipeline, List.of(rollup));
      Instant floor = Retention.floor(connection, rollup.name());
      // What the batch layer has dropped; the speed layer drops nothing on purpose.
      Dataset<Row> kept = KeptRollups.from(events, floor);
      compared.addAll(compare(connection, columns, kept, range));
    }
    return compared;
  }

  private List<CellComparison> compare(
      Connection connection, RollupColumns columns, Dataset<Row> events, CompletedRange range)
      throws SQLException {
    if (columns.isEmpty()) {
      return List.of();
    }
    Dataset<Row> expected = columns.cells(events, LAYER);
    expected.persist(StorageLevel.MEMORY_AND_DISK());
    List<CellComparison> compared = new ArrayList<>();
    try {
      for (RollupStates states : columns.reader().rollups()) {
        RollupTable table = new RollupTable(pipeline, states.rollup());
        CellComparison comparison = new CellComparison(table.states(), EXAMPLES);
        CellReader reader = columns.reader();
        Dataset<Row> ofRollup = columns.only(expected, table.rollup());
        for (Iterator<Row> rows = ofRollup.toLocalIterator(); rows.hasNext(); ) {
          Cell cell = reader.cell(rows.next());
          comparison.want(EpochMicros.micros(cell.bucket()) == 0 ? BATCH : SPEED, cell);
        }
        MergedCells cells = MergedCells.of(table);
        read(connection, cells, cells.batchSql(), Optional.empty(), BATCH, comparison);
        if (range.allOfSpeed()) {
          read(connection, cells, cells.speedSql("true"), Optional.empty(), SPEED, comparison);
        } else if (!range.viewsAlone()) {
          String before = cells.speedSql(RollupTable.BUCKET + " < ?");
          read(connection, cells, before, Optional.of(range.untilMicros()), SPEED, comparison);
        }
        compared.add(comparison);
      }
    } finally {
      expected.unpersist();
    }
    return compared;
  }

  /** Which layer an archived event is of: what lies before the horizon is the batch layer's. */
  private Column layer(ArchiveSlice slice, Horizon horizon) {
    Column batch =
        col(KafkaColumns.TOPIC_ID)
            .notEqual(slice.topicId())
            .or(OffsetFilter.before(horizon.offsets()));
    return when(batch, lit(0L)).otherwise(lit(1L));
  }

  private static void read(
      Connection connection,
      MergedCells cells,
      String sql,
      Optional<Long> beforeMicros,
      String layer,
      CellComparison comparison)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setFetchSize(FETCH);
      if (beforeMicros.isPresent()) {
        statement.setObject(1, EpochMicros.instant(beforeMicros.get()).atOffset(ZoneOffset.UTC));
      }
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          comparison.found(layer, cells.read(rows));
        }
      }
    }
    comparison.end(layer);
  }
}

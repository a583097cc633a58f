package io.crossroads.batch.views;

import io.crossroads.batch.archive.KeptRollups;
import io.crossroads.lake.rollup.CellReader;
import io.crossroads.lake.rollup.RollupColumns;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.store.ViewsStore;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Computes the cells of all rollups of a pipeline and sends them to a publication. */
final class CellLoading {

  /** Up to so many records one task is faster than several and a shuffle. */
  private static final long FOR_ONE_TASK = 200_000;

  private static final int SENT_TOGETHER = 20_000;

  private final Pipeline pipeline;
  private final RollupColumns forEver;

  CellLoading(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.forEver = KeptRollups.forEver(pipeline);
  }

  /**
   * Loads the cells of events: those of all rollups that are kept for ever in one pass, and of each
   * other one those by minute that it still keeps at the next horizon.
   *
   * @param offsets how many records the events are out of
   * @return how many cells there are of each rollup
   */
  Map<String, Long> load(ViewsStore views, Dataset<Row> events, long offsets, Horizon next)
      throws SQLException {
    Dataset<Row> input = offsets <= FOR_ONE_TASK ? events.coalesce(1) : events;
    Map<String, Long> counts = new LinkedHashMap<>();
    if (!forEver.isEmpty()) {
      load(views, forEver.cells(input), forEver.reader(), counts);
    }
    for (Rollup rollup : KeptRollups.forSomeTime(pipeline)) {
      RollupColumns columns = new RollupColumns(pipeline, List.of(rollup));
      Dataset<Row> kept = KeptRollups.from(input, views.floor(rollup, next));
      load(views, KeptRollups.cellsByMinute(columns, kept), columns.reader(), counts);
    }
    return counts;
  }

  /** One pass over the cells, as they come: a few thousand of a rollup are sent together. */
  private static void load(
      ViewsStore views, Dataset<Row> cells, CellReader reader, Map<String, Long> counts)
      throws SQLException {
    Map<RollupStates, List<Cell>> gathered = new LinkedHashMap<>();
    reader.rollups().forEach(rollup -> gathered.put(rollup, new ArrayList<>()));
    for (Iterator<Row> rows = cells.toLocalIterator(); rows.hasNext(); ) {
      Row row = rows.next();
      List<Cell> together = gathered.get(reader.rollup(row));
      together.add(reader.cell(row));
      if (together.size() == SENT_TOGETHER) {
        send(views, reader.rollup(row), together, counts);
      }
    }
    for (Map.Entry<RollupStates, List<Cell>> rest : gathered.entrySet()) {
      send(views, rest.getKey(), rest.getValue(), counts);
    }
  }

  private static void send(
      ViewsStore views, RollupStates states, List<Cell> cells, Map<String, Long> counts)
      throws SQLException {
    counts.merge(states.rollup().name(), views.load(states.rollup(), cells.iterator()), Long::sum);
    cells.clear();
  }
}

package io.crossroads.batch.views;

import io.crossroads.lake.rollup.CellReader;
import io.crossroads.lake.rollup.RollupColumns;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.pipelines.Pipeline;
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

  private final RollupColumns columns;

  CellLoading(Pipeline pipeline) {
    this.columns = new RollupColumns(pipeline);
  }

  /** One pass over the cells, as they come: a few thousand of a rollup are sent together. */
  Map<String, Long> load(ViewsStore views, Dataset<Row> events, long offsets) throws SQLException {
    Dataset<Row> cells = columns.cells(offsets <= FOR_ONE_TASK ? events.coalesce(1) : events);
    CellReader reader = columns.reader();
    Map<String, Long> counts = new LinkedHashMap<>();
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
    return counts;
  }

  private static void send(
      ViewsStore views, RollupStates states, List<Cell> cells, Map<String, Long> counts)
      throws SQLException {
    counts.merge(states.rollup().name(), views.load(states.rollup(), cells.iterator()), Long::sum);
    cells.clear();
  }
}

package io.crossroads.lake.rollup;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.RollupStates;
import io.crossroads.layers.rollup.StateColumn;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Row;

/** Turns rows of {@link RollupColumns} into cells. */
public final class CellReader {

  /** The columns before it are the rollup's number, the window's start and the bucket. */
  static final int FIRST_DIMENSION = 3;

  private final List<RollupStates> rollups;
  private final List<List<Integer>> dimensions;
  private final List<List<Integer>> states;

  CellReader(
      List<RollupStates> rollups, List<List<Integer>> dimensions, List<List<Integer>> states) {
    this.rollups = rollups;
    this.dimensions = dimensions;
    this.states = states;
  }

  /** All rollups that rows can be of. */
  public List<RollupStates> rollups() {
    return rollups;
  }

  /** The rollup that a row is of. */
  public RollupStates rollup(Row row) {
    return rollups.get(row.getInt(0));
  }

  /** The cell that a row is. */
  public Cell cell(Row row) {
    List<Object> group = new ArrayList<>();
    for (int place : dimensions.get(row.getInt(0))) {
      group.add(dimension(row.get(place)));
    }
    List<Object> parts = new ArrayList<>();
    for (StateColumn column : rollup(row).columns()) {
      parts.add(state(column, row.get(states.get(row.getInt(0)).get(parts.size()))));
    }
    return new Cell(
        EpochMicros.instant(row.getLong(1)),
        group,
        row.isNullAt(2) ? null : EpochMicros.instant(row.getLong(2)),
        parts);
  }

  /** All cells by the name of their rollup. */
  public Map<String, List<Cell>> byRollup(List<Row> rows) {
    Map<String, List<Cell>> cells = new LinkedHashMap<>();
    for (Row row : rows) {
      cells.computeIfAbsent(rollup(row).rollup().name(), name -> new ArrayList<>()).add(cell(row));
    }
    return cells;
  }

  private static Object dimension(Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant();
    }
    return value instanceof Date date ? date.toLocalDate() : value;
  }

  private static Object state(StateColumn column, Object value) {
    boolean total =
        column.part() == StateColumn.Part.SUM || column.part() == StateColumn.Part.SQUARES;
    if (total && value == null) {
      throw new ArithmeticException(
          String.format(
              Locale.ROOT,
              "'%s' has more than 38 digits, or over 10^10 events in one group",
              column.name()));
    }
    return value instanceof BigDecimal number ? number.setScale(column.scale()) : value;
  }
}

package io.crossroads.streaming.archive;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.ColumnValue;
import io.crossroads.pipelines.decode.EventRow;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts events by the values of the column that a pipeline wants to be told of. */
final class ValueCounts {

  /** So that a column of many values does not fill a line of the log. */
  private static final int MOST_VALUES = 100;

  /** Counts what is beyond. */
  private static final String OTHERS = "others";

  private final int column;
  private final ColumnValue value;
  private final Map<Object, Long> counts = new HashMap<>();

  private ValueCounts(int column, ColumnValue value) {
    this.column = column;
    this.value = value;
  }

  /** Counts by the column that the pipeline names; nothing if it names none. */
  static ValueCounts of(Pipeline pipeline) {
    int column = pipeline.countedBy().map(pipeline.schema()::indexOf).orElse(-1);
    return new ValueCounts(
        column, column < 0 ? null : ColumnValue.all(pipeline.schema()).get(column));
  }

  void count(EventRow event) {
    if (column >= 0 && event.has(column)) {
      Object found = value.of(event);
      boolean known = counts.size() < MOST_VALUES || counts.containsKey(found);
      counts.merge(known ? found : OTHERS, 1L, Long::sum);
    }
  }

  /** How many events had each value, by its text. */
  TreeMap<String, Long> byValue() {
    TreeMap<String, Long> byValue = new TreeMap<>();
    counts.forEach((value, count) -> byValue.merge(value.toString(), count, Long::sum));
    return byValue;
  }
}

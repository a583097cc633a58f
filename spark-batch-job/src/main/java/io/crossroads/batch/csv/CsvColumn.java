package io.crossroads.batch.csv;

import io.crossroads.pipelines.history.HistoryColumn;
import java.io.Serializable;

/**
 * A column that is wanted, and where it stands in a file.
 *
 * @param name the column's name in the layout
 * @param type what it holds
 * @param min least valid value
 * @param max greatest valid value
 * @param cell which cell of a line it is, from 0
 */
public record CsvColumn(String name, HistoryColumn.Type type, long min, long max, int cell)
    implements Serializable {

  /** Whether it holds a date and time. */
  public boolean isTime() {
    return type == HistoryColumn.Type.LOCAL_TIME;
  }
}

package io.crossroads.batch.csv;

import java.io.Serializable;
import java.util.List;

/**
 * What the heading of a file says.
 *
 * @param separator the byte between cells
 * @param cells how many cells a line has; further ones must be blank
 * @param required how many cells a line has at least, being those with a name
 * @param columns the columns of the layout, in its order
 * @param timeCells the cells of the time, where it is in several columns; null where it is in one
 * @param clock what the heading says of digits alone in a column of times of day
 * @param spareClock what looks like a time of day beside the column of the time; empty if nothing
 * @param bytes where the first line after the heading starts, in bytes from the file's beginning
 * @param lines how many lines the heading ends, usually 1
 */
public record Heading(
    byte separator,
    int cells,
    int required,
    List<CsvColumn> columns,
    TimeCells timeCells,
    ClockDigits clock,
    String spareClock,
    long bytes,
    long lines)
    implements Serializable {

  public Heading {
    columns = List.copyOf(columns);
  }

  /** The columns that hold a time, in the layout's order. */
  public List<CsvColumn> times() {
    return columns.stream().filter(CsvColumn::isTime).toList();
  }
}

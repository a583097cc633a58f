package io.crossroads.batch.csv;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The cells that a time is made of where a file gives it in several columns.
 *
 * @param kind which columns these are
 * @param cells their places in a line, in the order of {@code kind}
 * @param names what the heading calls them
 */
public record TimeCells(Kind kind, List<Integer> cells, List<String> names)
    implements Serializable {

  /** Which columns make a time. */
  public enum Kind {
    /** A date, and a time of day or an hour. */
    DATE_AND_CLOCK,
    /** Year, month, day and hour, and perhaps minute, each a number. */
    NUMBERS
  }

  public TimeCells {
    cells = List.copyOf(cells);
    names = List.copyOf(names);
  }

  @Override
  public String toString() {
    return names.stream().collect(Collectors.joining("' and '", "'", "'"));
  }
}

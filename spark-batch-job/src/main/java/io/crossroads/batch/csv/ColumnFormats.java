package io.crossroads.batch.csv;

import io.crossroads.batch.number.NumberStyle;
import io.crossroads.batch.time.Recognition;
import io.crossroads.batch.time.TimeFormat;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;

/**
 * How the values of a file's columns are read.
 *
 * @param times formats of the columns that hold a time, in their order
 * @param numbers styles of the columns that hold a number, in their order
 * @param clock how digits alone in a column of times of day are read
 */
public record ColumnFormats(List<TimeFormat> times, List<NumberStyle> numbers, ClockDigits clock)
    implements Serializable {

  public ColumnFormats {
    times = List.copyOf(times);
    numbers = List.copyOf(numbers);
  }

  /** The same with all times of one format. */
  public ColumnFormats withTimes(TimeFormat format) {
    return new ColumnFormats(Collections.nCopies(times.size(), format), numbers, clock);
  }

  /** What is guessed before a value was seen. */
  public static ColumnFormats guess(Heading heading) {
    int times = heading.times().size();
    return new ColumnFormats(
        Collections.nCopies(times, Recognition.ANY),
        Collections.nCopies(heading.columns().size() - times, NumberStyle.PLAIN),
        heading.clock());
  }
}

package io.crossroads.lake.rollup;

import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.rollup.WindowStarts;
import org.apache.spark.sql.api.java.UDF1;

/** The start of one of the windows that hold a time, both in microseconds since the epoch. */
final class WindowStart implements UDF1<Long, Long> {

  private static final long serialVersionUID = 1L;

  private final Window window;
  private final int which;
  private transient WindowStarts starts;

  /**
   * A function of time.
   *
   * @param which 0 for the latest of the windows, 1 for the one before it, and so on
   */
  WindowStart(Window window, int which) {
    this.window = window;
    this.which = which;
  }

  @Override
  public Long call(Long micros) {
    if (starts == null) {
      starts = new WindowStarts(window);
    }
    long start = starts.atOrBefore(micros);
    for (int i = 0; i < which; i++) {
      start = starts.atOrBefore(start - 1);
    }
    return start;
  }
}

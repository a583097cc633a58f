package io.crossroads.pipelines.rollup;

import java.io.Serializable;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;

/**
 * Half-open windows [start, end) of event time. {@link WindowStarts} says where they begin.
 *
 * @param size length of a window
 * @param slide from one window's start to the next; equal to {@code size} for tumbling windows
 * @param zone whose midnight windows are counted from: a window of a day is a calendar day there
 */
public record Window(Duration size, Duration slide, ZoneId zone) implements Serializable {

  public Window {
    Objects.requireNonNull(zone, "zone");
    if (size.isNegative()
        || slide.isZero()
        || slide.isNegative()
        || size.toMillis() % slide.toMillis() != 0) {
      throw new IllegalArgumentException(
          "slide must divide the window's size " + size + ", not be " + slide);
    }
    long day = Duration.ofDays(1).toMillis();
    if (day % slide.toMillis() != 0 && slide.toMillis() % day != 0) {
      throw new IllegalArgumentException(
          "slide must divide a day or be whole days, not " + slide + ": windows begin at midnight");
    }
  }

  /** Windows that follow each other. */
  public static Window tumbling(Duration size, ZoneId zone) {
    return new Window(size, size, zone);
  }

  /** Windows that overlap; each event is in {@code size / slide} of them. */
  public static Window sliding(Duration size, Duration slide, ZoneId zone) {
    return new Window(size, slide, zone);
  }
}

package io.crossroads.pipelines.rollup;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Where the windows of a declaration begin, as microseconds since the epoch.
 *
 * <p>Windows shorter than a day begin every {@code slide} from the zone's midnight on, in time that
 * passes, not in time that clocks show: the day on which clocks are put back has an hour more, and
 * the last window before a midnight is cut off by it where {@code slide} does not divide that day.
 * Windows of days begin at midnight, and are counted from a Monday, so that seven days are a week
 * of ISO-8601. A window ends where the {@code size / slide}-th start after its own is; so an event
 * is in exactly that many windows, whatever the clocks do.
 *
 * <p>Several threads may use one.
 */
public final class WindowStarts {

  private static final long MICROS_PER_DAY = 86_400_000_000L;

  /** 1970-01-05, as days since the epoch. */
  private static final long A_MONDAY = 4;

  private final ZoneId zone;
  private final long slide;
  private final int perEvent;
  private Day last = new Day(0, 0);

  /** The span of instants from one midnight of the zone to the next. */
  private record Day(long begin, long end) {
    boolean holds(long micros) {
      return micros >= begin && micros < end;
    }
  }

  /** The starts of a declaration's windows. */
  public WindowStarts(Window window) {
    this.zone = window.zone();
    this.slide = window.slide().toMillis() * 1_000;
    this.perEvent = Math.toIntExact(window.size().toMillis() / window.slide().toMillis());
  }

  /** In how many windows an event is. */
  public int perEvent() {
    return perEvent;
  }

  /** The latest start that is not after a time. */
  public long atOrBefore(long micros) {
    Day day = day(micros);
    if (slide < MICROS_PER_DAY) {
      return day.begin + Math.floorDiv(micros - day.begin, slide) * slide;
    }
    long days = slide / MICROS_PER_DAY;
    long date = date(micros).toEpochDay();
    return midnight(LocalDate.ofEpochDay(date - Math.floorMod(date - A_MONDAY, days)));
  }

  /** The starts of all windows that hold a time, the latest first. */
  public long[] of(long micros) {
    long[] starts = new long[perEvent];
    starts[0] = atOrBefore(micros);
    for (int i = 1; i < perEvent; i++) {
      starts[i] = atOrBefore(starts[i - 1] - 1);
    }
    return starts;
  }

  /** The start after a start. */
  public long next(long start) {
    if (slide < MICROS_PER_DAY) {
      return Math.min(start + slide, day(start).end);
    }
    return midnight(date(start).plusDays(slide / MICROS_PER_DAY));
  }

  /** Where the window that begins at a start ends. */
  public long end(long start) {
    long end = start;
    for (int i = 0; i < perEvent; i++) {
      end = next(end);
    }
    return end;
  }

  private Day day(long micros) {
    Day day = last;
    if (!day.holds(micros)) {
      LocalDate date = date(micros);
      day = new Day(midnight(date), midnight(date.plusDays(1)));
      last = day;
    }
    return day;
  }

  private LocalDate date(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atZone(zone).toLocalDate();
  }

  private long midnight(LocalDate date) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, date.atStartOfDay(zone).toInstant());
  }
}

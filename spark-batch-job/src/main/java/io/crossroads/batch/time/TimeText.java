package io.crossroads.batch.time;

import io.crossroads.pipelines.time.ClockText;

/**
 * A text taken apart as a date and time of day of any known shape. An object is used again and
 * again, by one thread.
 */
final class TimeText {

  static final long MICROS_PER_DAY = 86_400_000_000L;

  private final TextCursor cursor = new TextCursor();
  private final DateText date = new DateText(cursor);
  private final ClockText clock = new ClockText(ClockText.Style.ANY);
  private byte[] text;
  private boolean comma;

  private char between;
  private ClockStyle clockStyle;
  private int clockFrom;

  /**
   * Takes apart what starts at {@code from}.
   *
   * @param to the index after the last byte that may belong to it
   * @param withCommas whether commas may; where they end a cell, they may not
   * @return whether it is a time of a known shape; the calendar is not looked at
   */
  boolean read(byte[] source, int from, int to, boolean withCommas) {
    text = source;
    cursor.begin(source, from, to);
    comma = withCommas;
    between = TimeShape.NOTHING;
    clockStyle = ClockStyle.NONE;
    if (!date.read(withCommas)) {
      return false;
    }
    clockFrom = cursor.position;
    return date.style().isEpoch() || timeOfDay();
  }

  /** The numbers of its date. */
  DateNumbers date() {
    return date.numbers();
  }

  /** The index after the last byte that belongs to the time. */
  int end() {
    return cursor.position;
  }

  /** The index of the time of day, if there is one. */
  int clockFrom() {
    return clockFrom;
  }

  /** Whether it tells its distance from UTC. */
  boolean zoned() {
    return clockStyle != ClockStyle.NONE && clock.zoned();
  }

  /** Seconds east of UTC, if it is {@link #zoned}. */
  int offsetSeconds() {
    return clock.offsetSeconds();
  }

  /**
   * Whether its offset may be the end of a span of hours: in {@code 2024-03-04 07:00-08:00}, the
   * last five letters may say either.
   */
  boolean maySpan() {
    return zoned()
        && between == ' '
        && clockStyle == ClockStyle.COLONS
        && !clock.seconds()
        && clock.minus();
  }

  int shape() {
    return TimeShape.index(date.style(), date.separator(), between, clockStyle, zoned());
  }

  /** Microseconds since midnight; 0 for a date alone, a whole day for 24:00. */
  long microsOfDay() {
    return clockStyle == ClockStyle.NONE ? 0 : clock.microsOfDay();
  }

  boolean hasClock() {
    return clockStyle != ClockStyle.NONE;
  }

  /** Whether it counts from 1970-01-01T00:00:00Z, and so has no date of its own. */
  boolean isEpoch() {
    return date.style().isEpoch();
  }

  /** Microseconds since 1970-01-01T00:00:00Z, if it {@link #isEpoch}. */
  long epochMicros() {
    return date.epochMicros();
  }

  /** What stands behind the date, if that is a time of day. */
  private boolean timeOfDay() {
    int next = cursor.here();
    int start = cursor.position + 1;
    if (comma && next == ',' && cursor.at(start) == ' ' && date.style() != DateStyle.YEAR_FIRST) {
      next = ' ';
      start++;
    }
    if (date.style() == DateStyle.COMPACT && cursor.onDigit()) {
      start = cursor.position;
    } else if ((next == ' ' || next == 'T' || next == 't') && cursor.isDigit(start)) {
      between = next == ' ' ? ' ' : 'T';
    } else {
      return true;
    }
    clockFrom = start;
    if (!clock.read(text, start, cursor.limit(), comma)) {
      return false;
    }
    cursor.position = clock.end();
    if (clock.halfDays()) {
      clockStyle = ClockStyle.HALF_DAYS;
    } else {
      clockStyle =
          switch (clock.separator()) {
            case ClockText.COMPACT -> ClockStyle.COMPACT;
            case '.' -> ClockStyle.POINTS;
            default -> ClockStyle.COLONS;
          };
    }
    return start != cursor.position
        && (between != TimeShape.NOTHING || clockStyle == ClockStyle.COMPACT);
  }
}

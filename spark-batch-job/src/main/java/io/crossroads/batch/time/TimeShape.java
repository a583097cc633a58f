package io.crossroads.batch.time;

import java.io.Serializable;
import java.util.Objects;

/**
 * What can be seen of a time's format in every single value; which of day and month comes first
 * cannot.
 *
 * @param date where the year stands
 * @param separator between the parts of the date: a hyphen, slash or point
 * @param between what stands between date and time of day: a blank, {@code T} or {@link #DATE_ONLY}
 * @param clock between hours and minutes: a colon or a point; a colon without a time of day
 * @param halfDays whether the hour counts from 1 to 12 and is followed by AM or PM
 * @param zoned whether the time tells its offset from UTC
 */
public record TimeShape(
    Year date, char separator, char between, char clock, boolean halfDays, boolean zoned)
    implements Serializable {

  /** Where the year stands in a date, and with how many digits. */
  public enum Year {
    /** Four digits, first. */
    FIRST,
    /** Four digits, last. */
    LAST,
    /** Two digits as all parts have, so that it can be anywhere. */
    SHORT
  }

  /** Stands for no time of day at all: such a value is midnight. */
  public static final char DATE_ONLY = 0;

  static final String SEPARATORS = "-/.";
  static final String BETWEENS = " T" + DATE_ONLY;
  private static final String CLOCKS = ":.";
  private static final Year[] YEARS = Year.values();

  /** One more than the greatest number of a shape. */
  static final int COUNT =
      YEARS.length * SEPARATORS.length() * BETWEENS.length() * CLOCKS.length() * 2 * 2;

  public TimeShape {
    Objects.requireNonNull(date, "date");
    if (SEPARATORS.indexOf(separator) < 0) {
      throw new IllegalArgumentException("date separator '" + separator + "'");
    }
    if (BETWEENS.indexOf(between) < 0) {
      throw new IllegalArgumentException("'" + between + "' between date and time");
    }
    if (CLOCKS.indexOf(clock) < 0) {
      throw new IllegalArgumentException("'" + clock + "' between hours and minutes");
    }
    if (between == DATE_ONLY && (halfDays || zoned || clock != ':')) {
      throw new IllegalArgumentException("AM, PM, an offset or a clock without a time of day");
    }
  }

  /** A shape with a colon in its time of day, if it has one, and without offset. */
  public TimeShape(boolean yearFirst, char separator, char between, boolean halfDays) {
    this(yearFirst ? Year.FIRST : Year.LAST, separator, between, ':', halfDays, false);
  }

  /** The format that this shape is if day and month stand as {@code order} says. */
  public NumericTimeFormat in(DateOrder order) {
    return new NumericTimeFormat(order, this, false);
  }

  /** The same date without a time of day. */
  TimeShape dateOnly() {
    return new TimeShape(date, separator, DATE_ONLY, ':', false, false);
  }

  static int index(
      Year date, int separator, int between, int clock, boolean halfDays, boolean zoned) {
    int index = date.ordinal() * SEPARATORS.length() + SEPARATORS.indexOf(separator);
    index = index * BETWEENS.length() + BETWEENS.indexOf(between);
    index = index * CLOCKS.length() + CLOCKS.indexOf(clock);
    return index * 4 + (halfDays ? 2 : 0) + (zoned ? 1 : 0);
  }

  /** A dense number of this shape, below {@link #COUNT}. */
  int index() {
    return index(date, separator, between, clock, halfDays, zoned);
  }

  static TimeShape ofIndex(int index) {
    int rest = index / 4;
    char clock = CLOCKS.charAt(rest % CLOCKS.length());
    rest /= CLOCKS.length();
    char between = BETWEENS.charAt(rest % BETWEENS.length());
    rest /= BETWEENS.length();
    return new TimeShape(
        YEARS[rest / SEPARATORS.length()],
        SEPARATORS.charAt(rest % SEPARATORS.length()),
        between,
        clock,
        (index & 2) != 0,
        (index & 1) != 0);
  }
}

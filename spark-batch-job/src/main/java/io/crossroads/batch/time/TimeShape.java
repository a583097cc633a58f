package io.crossroads.batch.time;

import java.io.Serializable;

/**
 * What can be seen of a time's format in every single value; the order of numbers in a date cannot.
 *
 * @param date how the date is written
 * @param separator between the parts of the date: a hyphen, slash, point, blank or {@link #NOTHING}
 * @param between what stands between date and time of day: a blank, {@code T} or {@link #NOTHING}
 * @param clock how the time of day is written
 * @param zoned whether the value tells its distance from UTC
 */
public record TimeShape(
    DateStyle date, char separator, char between, ClockStyle clock, boolean zoned)
    implements Serializable {

  /** Stands for no character. */
  public static final char NOTHING = 0;

  static final String SEPARATORS = "-/. " + NOTHING;
  static final String BETWEENS = " T" + NOTHING;

  /** The number of different shapes. */
  static final int COUNT =
      DateStyle.values().length
          * SEPARATORS.length()
          * BETWEENS.length()
          * ClockStyle.values().length
          * 2;

  private static final DateStyle[] DATES = DateStyle.values();
  private static final ClockStyle[] CLOCKS = ClockStyle.values();

  public TimeShape {
    if (SEPARATORS.indexOf(separator) < 0) {
      throw new IllegalArgumentException("date separator '" + separator + "'");
    }
    if (BETWEENS.indexOf(between) < 0) {
      throw new IllegalArgumentException("'" + between + "' between date and time");
    }
  }

  /** A date alone. */
  static TimeShape ofDate(DateStyle date, char separator) {
    return new TimeShape(date, separator, NOTHING, ClockStyle.NONE, false);
  }

  /** The format that this shape is if the parts of the date stand as {@code order} says. */
  public KnownFormat in(DateOrder order) {
    return new KnownFormat(order, this, false);
  }

  /** Of the same date alone. */
  TimeShape withoutClock() {
    return ofDate(date, separator);
  }

  /** The same, with or without a distance from UTC. */
  TimeShape zoned(boolean other) {
    return new TimeShape(date, separator, between, clock, other);
  }

  static int index(DateStyle date, int separator, int between, ClockStyle clock, boolean zoned) {
    int index = date.ordinal() * SEPARATORS.length() + SEPARATORS.indexOf(separator);
    index = index * BETWEENS.length() + BETWEENS.indexOf(between);
    return (index * CLOCKS.length + clock.ordinal()) * 2 + (zoned ? 1 : 0);
  }

  /** A dense number of this shape, below {@link #COUNT}. */
  int index() {
    return index(date, separator, between, clock, zoned);
  }

  static TimeShape ofIndex(int index) {
    int rest = index / 2;
    ClockStyle clock = CLOCKS[rest % CLOCKS.length];
    rest /= CLOCKS.length;
    char between = BETWEENS.charAt(rest % BETWEENS.length());
    rest /= BETWEENS.length();
    char separator = SEPARATORS.charAt(rest % SEPARATORS.length());
    return new TimeShape(
        DATES[rest / SEPARATORS.length()], separator, between, clock, index % 2 == 1);
  }
}

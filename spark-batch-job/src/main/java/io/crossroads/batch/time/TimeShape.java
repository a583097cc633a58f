package io.crossroads.batch.time;

import java.io.Serializable;

/**
 * What can be seen of a time's format in every single value; which of day and month comes first
 * cannot.
 *
 * @param yearFirst whether the year comes first, otherwise last
 * @param separator between the parts of the date: a hyphen, slash or point
 * @param between what stands between date and time of day: a blank, {@code T} or {@link #DATE_ONLY}
 * @param halfDays whether the hour counts from 1 to 12 and is followed by AM or PM
 */
public record TimeShape(boolean yearFirst, char separator, char between, boolean halfDays)
    implements Serializable {

  /** Stands for no time of day at all: such a value is midnight. */
  public static final char DATE_ONLY = 0;

  static final String SEPARATORS = "-/.";
  static final String BETWEENS = " T" + DATE_ONLY;

  /** The number of different shapes. */
  static final int COUNT = 2 * SEPARATORS.length() * BETWEENS.length() * 2;

  public TimeShape {
    if (SEPARATORS.indexOf(separator) < 0) {
      throw new IllegalArgumentException("date separator '" + separator + "'");
    }
    if (BETWEENS.indexOf(between) < 0) {
      throw new IllegalArgumentException("'" + between + "' between date and time");
    }
    if (halfDays && between == DATE_ONLY) {
      throw new IllegalArgumentException("AM or PM without an hour");
    }
  }

  /** The format that this shape is if day and month stand as {@code order} says. */
  public TimeFormat in(DateOrder order) {
    return new TimeFormat(order, this);
  }

  static int index(boolean yearFirst, int separator, int between, boolean halfDays) {
    return ((yearFirst ? 1 : 0) * SEPARATORS.length() + SEPARATORS.indexOf(separator))
            * (BETWEENS.length() * 2)
        + BETWEENS.indexOf(between) * 2
        + (halfDays ? 1 : 0);
  }

  /** A dense number of this shape, below {@link #COUNT}. */
  int index() {
    return index(yearFirst, separator, between, halfDays);
  }

  static TimeShape ofIndex(int index) {
    int perSeparator = BETWEENS.length() * 2;
    int separator = index / perSeparator % SEPARATORS.length();
    return new TimeShape(
        index >= COUNT / 2,
        SEPARATORS.charAt(separator),
        BETWEENS.charAt(index / 2 % BETWEENS.length()),
        index % 2 == 1);
  }
}

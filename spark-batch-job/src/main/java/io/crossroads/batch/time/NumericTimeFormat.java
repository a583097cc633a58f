package io.crossroads.batch.time;

import java.util.Objects;

/**
 * A format of numbers with separators between, which is read without making objects. Single digits
 * of day, month and hour, seconds and fractions of a second of any length (kept to the microsecond)
 * are free in every such format.
 *
 * @param order the order of year, month and day
 * @param shape everything that the order does not say
 * @param bareMidnights whether a date alone among times of day is midnight, as programs write it
 *     that leave out a time of day of zeros
 */
public record NumericTimeFormat(DateOrder order, TimeShape shape, boolean bareMidnights)
    implements TimeFormat {

  public NumericTimeFormat {
    Objects.requireNonNull(order, "order");
    boolean fits =
        switch (shape.date()) {
          case FIRST -> order == DateOrder.YEAR_FIRST;
          case LAST -> order != DateOrder.YEAR_FIRST;
          case SHORT -> true;
        };
    if (!fits) {
      throw new IllegalArgumentException(order + " does not go with " + shape);
    }
  }

  /** The same, and dates alone are midnights. */
  NumericTimeFormat withBareMidnights() {
    return new NumericTimeFormat(order, shape, true);
  }

  /** The format as a pattern of {@link java.time.format.DateTimeFormatter}'s letters. */
  @Override
  public String pattern() {
    char separator = shape.separator();
    String year = shape.date() == TimeShape.Year.SHORT ? "yy" : "yyyy";
    String date =
        switch (order) {
          case YEAR_FIRST -> year + separator + "MM" + separator + "dd";
          case DAY_FIRST -> "d" + separator + "M" + separator + year;
          case MONTH_FIRST -> "M" + separator + "d" + separator + year;
        };
    if (shape.between() == TimeShape.DATE_ONLY) {
      return date;
    }
    return date
        + (shape.between() == 'T' ? "'T'" : " ")
        + (shape.halfDays() ? "h" + shape.clock() + "mm a" : "HH" + shape.clock() + "mm")
        + (shape.zoned() ? "XXX" : "");
  }

  @Override
  public long count(Evidence evidence) {
    long dates = bareMidnights ? evidence.count(shape.dateOnly(), order) : 0;
    return evidence.count(shape, order) + dates;
  }

  @Override
  public String toString() {
    return pattern();
  }
}

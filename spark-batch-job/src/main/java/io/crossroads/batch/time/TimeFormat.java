package io.crossroads.batch.time;

import java.io.Serializable;
import java.util.Objects;

/**
 * How the times of a file are written. Single digits of day, month and hour, seconds, fractions of
 * a second (up to nine digits, kept to the microsecond) and an offset from UTC are free in every
 * format.
 *
 * @param order the order of year, month and day
 * @param shape everything that the order does not say
 */
public record TimeFormat(DateOrder order, TimeShape shape) implements Serializable {

  public TimeFormat {
    Objects.requireNonNull(order, "order");
    if (shape.yearFirst() != (order == DateOrder.YEAR_FIRST)) {
      throw new IllegalArgumentException(order + " does not go with " + shape);
    }
  }

  /** The format as a pattern of {@link java.time.format.DateTimeFormatter}'s letters. */
  public String pattern() {
    char separator = shape.separator();
    String date =
        switch (order) {
          case YEAR_FIRST -> "yyyy" + separator + "MM" + separator + "dd";
          case DAY_FIRST -> "d" + separator + "M" + separator + "yyyy";
          case MONTH_FIRST -> "M" + separator + "d" + separator + "yyyy";
        };
    return date
        + switch (shape.between()) {
          case TimeShape.DATE_ONLY -> "";
          case 'T' -> "'T'";
          default -> " ";
        }
        + (shape.between() == TimeShape.DATE_ONLY ? "" : shape.halfDays() ? "h:mm a" : "HH:mm");
  }

  @Override
  public String toString() {
    return pattern();
  }
}

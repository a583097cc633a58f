package io.crossroads.batch.time;

import java.time.ZoneId;
import java.util.Objects;

/**
 * A format that is recognised and read fast. Single digits of day, month and hour, seconds and
 * fractions of a second (cut to the microsecond) are free in every one of them, and so is the way
 * that an offset from UTC is written if there is one.
 *
 * @param order the order of year, month and day
 * @param shape everything that the order does not say
 * @param bareMidnights whether a date alone is midnight, though others have a time of day
 */
public record KnownFormat(DateOrder order, TimeShape shape, boolean bareMidnights)
    implements TimeFormat {

  public KnownFormat {
    Objects.requireNonNull(order, "order");
    if (!shape.date().orders().contains(order)) {
      throw new IllegalArgumentException(order + " does not go with " + shape);
    }
  }

  /** The same, with dates alone among its times. */
  KnownFormat withBareMidnights() {
    return new KnownFormat(order, shape, true);
  }

  @Override
  public TimeReader reader(ZoneId zone, byte separator, Evidence evidence) {
    return new TimeParser(this, zone, separator, evidence);
  }

  @Override
  public String pattern() {
    return switch (shape.date()) {
      case EPOCH_SECONDS -> TimePattern.EPOCH_SECONDS;
      case EPOCH_MILLIS -> TimePattern.EPOCH_MILLIS;
      default -> date() + between() + shape.clock().pattern() + (shape.zoned() ? "XXX" : "");
    };
  }

  private String date() {
    String separator = shape.separator() == TimeShape.NOTHING ? "" : "" + shape.separator();
    boolean isShort = shape.date() == DateStyle.SHORT_YEAR;
    String year = isShort ? "yy" : "yyyy";
    String month = shape.date() == DateStyle.DAY_NAME_YEAR ? "MMM" : "M";
    return switch (order) {
      case YEAR_FIRST ->
          isShort
              ? year + separator + "M" + separator + "d"
              : year + separator + "MM" + separator + "dd";
      case DAY_FIRST -> "d" + separator + month + separator + year;
      case MONTH_FIRST ->
          shape.date() == DateStyle.NAME_DAY_YEAR
              ? "MMM" + separator + "d" + (separator.equals(" ") ? ", " : separator) + year
              : "M" + separator + "d" + separator + year;
    };
  }

  private String between() {
    return switch (shape.between()) {
      case TimeShape.NOTHING -> "";
      case 'T' -> "'T'";
      default -> " ";
    };
  }

  @Override
  public String toString() {
    return pattern();
  }
}

package io.crossroads.batch.time;

import java.util.List;

/** How the date of a time is written, as far as a single value shows it. */
public enum DateStyle {
  /** Four digits of the year first, such as 2015-11-30. */
  YEAR_FIRST(DateOrder.YEAR_FIRST),
  /** Four digits of the year last, such as 30/11/2015. */
  YEAR_LAST(DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST),
  /** Three numbers of at most two digits, such as 30/11/15; the years are 2000 to 2069. */
  SHORT_YEAR(DateOrder.DAY_FIRST, DateOrder.MONTH_FIRST, DateOrder.YEAR_FIRST),
  /** The month's English name in the middle, such as 30 Nov 2015 or 30-Nov-15. */
  DAY_NAME_YEAR(DateOrder.DAY_FIRST),
  /** The month's English name first, such as Nov 30, 2015. */
  NAME_DAY_YEAR(DateOrder.MONTH_FIRST),
  /** Eight digits, such as 20151130. */
  COMPACT(DateOrder.YEAR_FIRST),
  /** Seconds since 1970-01-01T00:00:00Z, of the years 2000 to 2099. */
  EPOCH_SECONDS(DateOrder.YEAR_FIRST),
  /** Milliseconds since 1970-01-01T00:00:00Z, of the years 2000 to 2099. */
  EPOCH_MILLIS(DateOrder.YEAR_FIRST);

  private final List<DateOrder> orders;

  DateStyle(DateOrder... orders) {
    this.orders = List.of(orders);
  }

  /** The orders that its parts may stand in. */
  List<DateOrder> orders() {
    return orders;
  }

  /** Whether it counts from 1970. */
  public boolean isEpoch() {
    return this == EPOCH_SECONDS || this == EPOCH_MILLIS;
  }
}

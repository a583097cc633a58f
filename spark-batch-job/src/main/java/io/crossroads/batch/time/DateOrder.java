package io.crossroads.batch.time;

/** In which order year, month and day stand in a date. */
public enum DateOrder {
  /** Such as 2015-11-30. */
  YEAR_FIRST,
  /** Such as 30/11/2015. */
  DAY_FIRST,
  /** Such as 11/30/2015. */
  MONTH_FIRST
}

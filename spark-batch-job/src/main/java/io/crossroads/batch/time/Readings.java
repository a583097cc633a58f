package io.crossroads.batch.time;

/**
 * What one value tells of the order of its date, as a small number: in which orders it is a date,
 * and which of these give the same one. For seconds since 1970, the day first stands for a year,
 * month, day and hour without anything between, such as 2024031307.
 */
final class Readings {

  /** Above all numbers. */
  static final int COUNT = 32;

  private static final int DAY_IS_MONTH = 8;
  private static final int DAY_IS_YEAR = 16;

  private Readings() {}

  /** The number of what is known. */
  static int of(
      boolean yearFirst,
      boolean dayFirst,
      boolean monthFirst,
      boolean dayIsMonth,
      boolean dayIsYear) {
    return (yearFirst ? bit(DateOrder.YEAR_FIRST) : 0)
        + (dayFirst ? bit(DateOrder.DAY_FIRST) : 0)
        + (monthFirst ? bit(DateOrder.MONTH_FIRST) : 0)
        + (dayIsMonth ? DAY_IS_MONTH : 0)
        + (dayIsYear ? DAY_IS_YEAR : 0);
  }

  /** Whether the value is no date in any order. */
  static boolean isNone(int readings) {
    return (readings & DAY_IS_MONTH - 1) == 0;
  }

  /** Whether the value is a date in this order. */
  static boolean has(int readings, DateOrder order) {
    return (readings & bit(order)) != 0;
  }

  /** Whether the value is a date in the one order and not in the other. */
  static boolean tells(int readings, DateOrder one, DateOrder other) {
    return has(readings, one) && !has(readings, other);
  }

  /** Whether the value is two different dates in these orders. */
  static boolean differs(int readings, DateOrder one, DateOrder other) {
    boolean years = one == DateOrder.YEAR_FIRST || other == DateOrder.YEAR_FIRST;
    boolean months = one == DateOrder.MONTH_FIRST || other == DateOrder.MONTH_FIRST;
    int same = (months ? DAY_IS_MONTH : 0) + (years ? DAY_IS_YEAR : 0);
    return has(readings, one) && has(readings, other) && (readings & same) != same;
  }

  private static int bit(DateOrder order) {
    return 1 << order.ordinal();
  }
}

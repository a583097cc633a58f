package io.crossroads.batch.time;

import java.time.LocalDate;

/** The numbers of a date as they stand in a text, and which dates they are in which order. */
final class DateNumbers {

  private static final int LAST_SHORT_YEAR = 69;
  private static final int[] DAYS = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  DateStyle style;

  /** From Monday as 1; 0 if the text names none. */
  int weekday;

  int first;
  int firstDigits;
  int second;
  int third;
  int thirdDigits;

  /** Whether the calendar has this date if its parts stand as {@code order} says. */
  boolean isDate(DateOrder order) {
    if (style.isEpoch()) {
      return order == DateOrder.YEAR_FIRST;
    }
    if (!style.orders().contains(order) || style == DateStyle.SHORT_YEAR && !isShortYear(order)) {
      return false;
    }
    int year = year(order);
    int month = month(order);
    int day = day(order);
    return year >= 1
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= DAYS[month]
        && (month != 2 || day <= 28 || java.time.Year.isLeap(year))
        && (weekday == 0 || LocalDate.of(year, month, day).getDayOfWeek().getValue() == weekday);
  }

  /** Midnight of the date, in microseconds since 1970-01-01T00:00; only if it {@link #isDate}. */
  long midnight(DateOrder order) {
    return LocalDate.of(year(order), month(order), day(order)).toEpochDay()
        * TimeText.MICROS_PER_DAY;
  }

  /** What the value tells of the order of its date; see {@link Readings}. */
  int readings() {
    if (style == DateStyle.EPOCH_SECONDS) {
      return Readings.of(true, isHour(), false, false, false);
    }
    return Readings.of(
        isDate(DateOrder.YEAR_FIRST),
        isDate(DateOrder.DAY_FIRST),
        isDate(DateOrder.MONTH_FIRST),
        first == second,
        first == third);
  }

  /** A year of two digits stands where it has two; day and month may have one. */
  private boolean isShortYear(DateOrder order) {
    return order == DateOrder.YEAR_FIRST ? firstDigits == 2 : thirdDigits == 2;
  }

  private int year(DateOrder order) {
    int year = order == DateOrder.YEAR_FIRST ? first : third;
    boolean full = order == DateOrder.YEAR_FIRST ? firstDigits == 4 : thirdDigits == 4;
    return full ? year : year <= LAST_SHORT_YEAR ? 2000 + year : 0;
  }

  private int month(DateOrder order) {
    return order == DateOrder.MONTH_FIRST ? first : second;
  }

  private int day(DateOrder order) {
    return switch (order) {
      case YEAR_FIRST -> third;
      case DAY_FIRST -> first;
      case MONTH_FIRST -> second;
    };
  }

  /** Whether ten digits of an epoch are also a year, month, day and hour, to 24. */
  private boolean isHour() {
    int day = third / 100;
    return firstDigits == 10
        && first / 100 >= 20
        && first / 100 <= 21
        && second >= 1
        && second <= 12
        && day >= 1
        && day <= DAYS[second]
        && third % 100 <= 24
        && first <= 2100;
  }
}

package io.crossroads.batch.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which columns of a heading make a time together. A column that names date and time wins over
 * those that are derived from it.
 *
 * @param cells the cells of the time; null if one column has it
 * @param clock what the names say of digits alone in a column of times of day
 * @param spareClock the name of a time of day that is not part of the time; empty if there is none
 */
record TimeColumns(TimeCells cells, ClockDigits clock, String spareClock) {

  private static final Set<String> WHOLE = Set.of("datetime", "timestamp", "dateandtime");
  private static final Set<String> DATES = Set.of("date", "datum", "fecha", "localdate");
  private static final Set<String> CLOCKS =
      Set.of(
          "time",
          "hour",
          "hr",
          "hours",
          "hourofday",
          "timeofday",
          "uhrzeit",
          "stunde",
          "hora",
          "heure",
          "zeit",
          "localtime");
  private static final Set<String> CLOCKS_OF_DIGITS = Set.of("hhmm", "timehhmm", "hourminute");
  private static final Set<String> YEARS = Set.of("year", "yr", "yyyy", "jahr");
  private static final Set<String> MONTHS = Set.of("month", "mon", "mm", "monat");
  private static final Set<String> DAYS = Set.of("day", "dd", "dayofmonth", "tag");
  private static final Set<String> HOURS = Set.of("hour", "hr", "hh", "stunde", "hours");
  private static final Set<String> MINUTES = Set.of("minute", "min", "minutes");

  /**
   * Looks for them.
   *
   * @param normal the names, without case, blanks, hyphens and underscores
   * @param names as they stand in the heading
   */
  static TimeColumns of(List<String> normal, List<String> names) {
    int digits = place(normal, CLOCKS_OF_DIGITS);
    int clock = digits >= 0 ? digits : place(normal, CLOCKS);
    ClockDigits kind = digits >= 0 ? ClockDigits.HOURS_AND_MINUTES : ClockDigits.HOURS;
    String spare = clock < 0 ? "" : names.get(clock);
    if (place(normal, WHOLE) >= 0) {
      return new TimeColumns(null, kind, spare);
    }
    int year = place(normal, YEARS);
    int month = place(normal, MONTHS);
    int day = place(normal, DAYS);
    int hour = place(normal, HOURS);
    int date = place(normal, DATES);
    if (year >= 0 && month >= 0 && day >= 0 && hour >= 0 && (date < 0 || date == day)) {
      List<Integer> cells = new ArrayList<>(List.of(year, month, day, hour));
      int minute = place(normal, MINUTES);
      if (minute >= 0) {
        cells.add(minute);
      }
      return new TimeColumns(
          new TimeCells(TimeCells.Kind.NUMBERS, cells, cells.stream().map(names::get).toList()),
          ClockDigits.HOURS,
          "");
    }
    if (date >= 0 && clock >= 0) {
      return new TimeColumns(
          new TimeCells(
              TimeCells.Kind.DATE_AND_CLOCK,
              List.of(date, clock),
              List.of(names.get(date), names.get(clock))),
          kind,
          "");
    }
    return new TimeColumns(null, kind, normal.contains("time") && date < 0 ? "" : spare);
  }

  /** Where the only column of some names stands; -1 if there is none or several. */
  private static int place(List<String> normal, Set<String> wanted) {
    int place = -1;
    for (int i = 0; i < normal.size(); i++) {
      if (wanted.contains(normal.get(i))) {
        if (place >= 0) {
          return -1;
        }
        place = i;
      }
    }
    return place;
  }
}

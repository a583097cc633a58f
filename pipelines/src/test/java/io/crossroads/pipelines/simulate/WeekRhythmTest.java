package io.crossroads.pipelines.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** A rhythm repeats every week and changes evenly from hour to hour. */
class WeekRhythmTest {

  private final WeekRhythm rhythm = new WeekRhythm(hours(1), hours(100), hours(1000));

  /** 0 at midnight, then more by {@code step} each hour. */
  private static double[] hours(double step) {
    double[] hours = new double[24];
    Arrays.setAll(hours, hour -> step * hour);
    return hours;
  }

  private double at(String time) {
    return rhythm.at(LocalDateTime.parse(time).toEpochSecond(ZoneOffset.UTC) / 60);
  }

  @Test
  void everyDayHasItsHours() {
    assertEquals(7, at("2026-03-02T07:00"), "Monday");
    assertEquals(7, at("2026-03-06T07:00"), "Friday");
    assertEquals(700, at("2026-03-07T07:00"), "Saturday");
    assertEquals(7000, at("2026-03-08T07:00"), "Sunday");
    assertEquals(7, at("1969-12-29T07:00"), "a Monday before 1970");
  }

  @Test
  void betweenHoursItChangesEvenlyAlsoOverMidnight() {
    assertEquals(7.25, at("2026-03-02T07:15"), 1e-9);
    assertEquals(23 * 0.75, at("2026-03-02T23:15"), 1e-9);
    assertEquals(2300 * 0.5, at("2026-03-07T23:30"), 1e-9, "to the first hour of Sunday");
    assertEquals(23_000 * 0.25, at("2026-03-08T23:45"), 1e-9, "to the first hour of Monday");
  }
}

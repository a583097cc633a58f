package io.crossroads.pipelines.transactions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The latest rate applies for seven days, and versions take over from each other. */
class RateTableTest {

  private static final int CHF = CurrencyCodes.placeOf("CHF");

  private static Rate rate(String currency, String date, String perEuro) {
    return new Rate(currency, LocalDate.parse(date), new BigDecimal(perEuro));
  }

  private static String latest(RateTable table, String date) {
    return table
        .latest(CHF, LocalDate.parse(date).toEpochDay())
        .map(found -> LocalDate.ofEpochDay(found.day()).toString())
        .orElse("none");
  }

  @Test
  void aRateAppliesOnItsDayAndSevenDaysAfterUntilTheNextOne() {
    RateTable table =
        new RateTable(
            List.of(
                rate("CHF", "2025-06-20", "0.94"),
                rate("NOK", "2025-06-30", "11.5"),
                rate("CHF", "2025-06-06", "0.93"),
                rate("CHF", "2025-06-09", "0.935")));

    assertEquals("none", latest(table, "2025-06-05"));
    assertEquals("2025-06-06", latest(table, "2025-06-06"));
    assertEquals("2025-06-06", latest(table, "2025-06-08"), "Sunday has that of Friday");
    assertEquals("2025-06-09", latest(table, "2025-06-09"));
    assertEquals("2025-06-09", latest(table, "2025-06-16"), "seven days");
    assertEquals("none", latest(table, "2025-06-17"), "eight days");
    assertEquals("2025-06-20", latest(table, "2025-06-27"));
    assertEquals("none", latest(table, "2025-06-30"), "that of another currency");
  }

  @Test
  void twoRatesOfADayAreRefusedEvenIfTheyAreEqual() {
    List<Rate> twice =
        List.of(rate("CHF", "2025-06-06", "0.93"), rate("CHF", "2025-06-06", "0.93"));

    assertEquals(
        "CHF has two rates on 2025-06-06, 0.93 and 0.93; leave one out",
        assertThrows(IllegalArgumentException.class, () -> new RateTable(twice)).getMessage());
  }

  @Test
  void aVersionAppliesFromTheAppendTimeAtWhichItTakesEffect() {
    RateTable table = new RateTable(List.of(rate("CHF", "2025-06-06", "0.93")));
    RateVersions versions =
        new RateVersions(List.of(new RateVersion("first", 1_000, table)))
            .with(new RateVersion("second", 2_000, table));

    assertEquals("first", versions.at(-5).name(), "the first holds for all before it, too");
    assertEquals("first", versions.at(1_999).name());
    assertEquals("second", versions.at(2_000).name());
    assertEquals("second", versions.at(Long.MAX_VALUE).name());
  }

  @Test
  void versionsFollowEachOtherUnderNamesOfTheirOwn() {
    RateTable table = new RateTable(List.of(rate("CHF", "2025-06-06", "0.93")));
    RateVersions versions = new RateVersions(List.of(new RateVersion("first", 1_000, table)));

    assertRefused(
        "rates 'again' take effect at 1000, not after 'first' at 1000",
        () -> versions.with(new RateVersion("again", 1_000, table)));
    assertRefused(
        "rates 'first' are there already; give the new ones another name",
        () -> versions.with(new RateVersion("first", 1_001, table)));
    assertRefused("no rates; give a version of them", () -> new RateVersions(List.of()));
    assertRefused(
        "rates are named by 1 to 64 letters, digits, '.', '_' and '-', not 'of today'",
        () -> new RateVersion("of today", 0, table));
  }

  @Test
  void samplesGiveEveryDayOfTwoYearsARateOfAWorkingDay() {
    RateTable samples = RateVersions.samples().at(0).rates();
    for (String code : List.of("USD", "GBP", "JPY", "MAD")) {
      LocalDate end = LocalDate.parse("2027-01-01");
      LocalDate day = LocalDate.parse("2025-01-01");
      for (; day.isBefore(end); day = day.plusDays(1)) {
        long published =
            samples.latest(CurrencyCodes.placeOf(code), day.toEpochDay()).orElseThrow().day();
        int weekday = day.getDayOfWeek().getValue();
        assertEquals(Math.max(0, weekday - 5), day.toEpochDay() - published, code + " " + day);
      }
    }
  }

  private static void assertRefused(String why, Runnable declaration) {
    assertEquals(why, assertThrows(IllegalArgumentException.class, declaration::run).getMessage());
  }
}

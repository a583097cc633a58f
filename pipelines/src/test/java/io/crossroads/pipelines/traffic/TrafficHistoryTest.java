package io.crossroads.pipelines.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrafficHistoryTest {

  private static final LocalDate FROM = LocalDate.of(2023, 1, 1);
  private static final LocalDate TO = LocalDate.of(2024, 12, 31);
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter EUROPEAN =
      DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm", Locale.ROOT);

  private record Row(LocalDateTime time, int junction, int vehicles, String id) {}

  private HistoryTotals totals;

  @Test
  void theSamePlanGivesTheSameBytesAndAnotherSeedOthers() {
    assertEquals(csv(plan(1, 0.01, 0.01)), csv(plan(1, 0.01, 0.01)));
    assertFalse(csv(plan(1, 0.01, 0.01)).equals(csv(plan(2, 0.01, 0.01))));
  }

  @Test
  void withoutGapsEveryJunctionHasEveryHourOnceFromItsOpening() {
    List<Row> rows = rows(plan(1, 0, 0));
    for (int junction = 1; junction <= 4; junction++) {
      int number = junction;
      List<LocalDateTime> times =
          rows.stream().filter(row -> row.junction() == number).map(Row::time).toList();
      LocalDateTime first = times.get(0);
      assertEquals(junction == 4, first.isAfter(FROM.plusYears(1).atStartOfDay()));
      assertEquals(
          Stream.iterate(first, t -> t.isBefore(TO.plusDays(1).atStartOfDay()), t -> t.plusHours(1))
              .toList(),
          times);
    }
    assertEquals(rows.size(), totals.rows());
    assertEquals(rows.stream().mapToLong(Row::vehicles).sum(), totals.vehicles());
    assertEquals(4, totals.junctions());
  }

  @Test
  void theIdIsTheHourAndTheJunctionAndUnique() {
    Set<String> ids = new HashSet<>();
    DateTimeFormatter hour = DateTimeFormatter.ofPattern("yyyyMMddHH", Locale.ROOT);
    for (Row row : rows(plan(1, 0.02, 0))) {
      assertEquals(hour.format(row.time()) + row.junction(), row.id());
      assertTrue(ids.add(row.id()), row::toString);
    }
  }

  @Test
  void gapsTakeTheirShareOfTheHours() {
    rows(plan(1, 0.1, 0));
    double share = (double) totals.missingHours() / (totals.missingHours() + totals.rows());
    assertEquals(0.1, share, 0.015);
  }

  @Test
  void outliersTakeTheirShareOfTheRowsAndStandOut() {
    List<Row> plain = rows(plan(1, 0, 0));
    List<Row> rows = rows(plan(1, 0, 0.01));
    int usual = plain.stream().mapToInt(Row::vehicles).max().orElseThrow();
    assertEquals(0.01, (double) totals.outliers() / totals.rows(), 0.002);
    assertTrue(rows.stream().anyMatch(row -> row.vehicles() > 3 * usual));
  }

  @Test
  void countsHaveRhythmAndGrow() {
    List<Row> rows = rows(plan(1, 0, 0));
    Predicate<Row> first = row -> row.junction() == 1;
    Predicate<Row> workday =
        first.and(row -> row.time().getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0);
    double rush = mean(rows, workday.and(row -> row.time().getHour() == 8));
    double night = mean(rows, workday.and(row -> row.time().getHour() == 3));
    double sundayMorning =
        mean(
            rows,
            first.and(r -> r.time().getDayOfWeek() == DayOfWeek.SUNDAY && r.time().getHour() == 8));
    assertTrue(rush > 4 * night && rush > 3 * sundayMorning, rush + " " + night);
    double before = mean(rows, first.and(row -> row.time().getYear() == 2023));
    double after = mean(rows, first.and(row -> row.time().getYear() == 2024));
    assertTrue(after > 1.03 * before, before + " to " + after);
  }

  @Test
  void theEuropeanStyleHoldsTheSameRows() {
    HistoryPlan iso = plan(1, 0.01, 0.01);
    HistoryPlan european =
        new HistoryPlan(1, 4, FROM, TO, 0.01, 0.01, Long.MAX_VALUE, HistoryStyle.EUROPEAN);
    assertTrue(csv(european).startsWith("Date;Junction;Vehicles;ID\n01/01/2023 00:00;1;"));
    assertEquals(rows(iso), rows(european));
  }

  @Test
  void aLimitOfRowsCutsTheFileShort() {
    HistoryPlan limited =
        new HistoryPlan(1, Integer.MAX_VALUE, FROM, TO, 0, 0, 100_001, HistoryStyle.ISO);
    List<Row> rows = rows(limited);
    assertEquals(100_001, rows.size());
    assertTrue(totals.junctions() > 4, totals::toString);
  }

  @Test
  void aPlanThatMakesNoSenseIsRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new HistoryPlan(1, 0, FROM, TO, 0, 0, 1, HistoryStyle.ISO));
    assertThrows(
        IllegalArgumentException.class,
        () -> new HistoryPlan(1, 1, TO, FROM, 0, 0, 1, HistoryStyle.ISO));
    assertThrows(
        IllegalArgumentException.class,
        () -> new HistoryPlan(1, 1, FROM, TO, 0.6, 0, 1, HistoryStyle.ISO));
  }

  private static HistoryPlan plan(long seed, double gaps, double outliers) {
    return new HistoryPlan(seed, 4, FROM, TO, gaps, outliers, Long.MAX_VALUE, HistoryStyle.ISO);
  }

  private String csv(HistoryPlan plan) {
    ByteArrayOutputStream csv = new ByteArrayOutputStream();
    try {
      totals = new TrafficHistory(plan).write(csv);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return csv.toString(StandardCharsets.US_ASCII);
  }

  private List<Row> rows(HistoryPlan plan) {
    DateTimeFormatter format = plan.style() == HistoryStyle.ISO ? ISO : EUROPEAN;
    return csv(plan)
        .lines()
        .skip(1)
        .map(line -> line.split("[,;]"))
        .map(
            cells ->
                new Row(
                    LocalDateTime.parse(cells[0], format),
                    Integer.parseInt(cells[1]),
                    Integer.parseInt(cells[2]),
                    cells[3]))
        .toList();
  }

  private static double mean(List<Row> rows, Predicate<Row> when) {
    return rows.stream().filter(when).mapToInt(Row::vehicles).average().orElseThrow();
  }
}

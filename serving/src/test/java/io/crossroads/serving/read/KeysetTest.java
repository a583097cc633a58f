package io.crossroads.serving.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.store.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeysetTest {

  private static final Keyset EVERY_TYPE =
      new Keyset(
          List.of(
              new SortKey("at", ColumnType.TIMESTAMPTZ, false, false),
              new SortKey("text", ColumnType.TEXT, true, false),
              new SortKey("whole", ColumnType.BIGINT, true, false),
              new SortKey("decimal", ColumnType.NUMERIC, true, false),
              new SortKey("flag", ColumnType.BOOLEAN, true, false),
              new SortKey("day", ColumnType.DATE, true, false)));

  private static final Instant TIME = Instant.parse("2026-03-02T08:00:00.000001Z");

  @Test
  void aCursorKeepsValuesOfEveryTypeAndTheirAbsence() {
    for (List<Object> values :
        List.of(
            List.<Object>of(
                TIME, "\"é,\n", -5L, new BigDecimal("1.50"), true, LocalDate.of(1999, 12, 31)),
            Arrays.<Object>asList(TIME, null, null, null, null, null))) {
      String text = EVERY_TYPE.cursor("question", values).text();
      assertEquals(Optional.of(values), EVERY_TYPE.values(text, "question"));
      assertEquals(Optional.empty(), EVERY_TYPE.values(text, "another"));
    }
  }

  @Test
  void whatIsNoCursorHasNoValues() {
    Keyset time = new Keyset(List.of(new SortKey("at", ColumnType.TIMESTAMPTZ, false, false)));
    String right = time.cursor("q", List.of(TIME)).text();
    assertEquals(Optional.of(List.of(TIME)), time.values(right, "q"));
    for (String wrong :
        List.of(
            "",
            "*",
            right + "x",
            right.substring(1),
            new Cursor("q", List.of("soon")).text(),
            new Cursor("q", List.of("1", "2")).text(),
            new Cursor("q", Arrays.asList((String) null)).text(),
            "bnVsbA",
            "e30")) {
      assertEquals(Optional.empty(), time.values(wrong, "q"), wrong);
    }
  }

  @Test
  void rowsAfterOneAreThoseOfALaterFirstKeyOrTheSameAndALaterSecond() {
    Keyset keys =
        new Keyset(
            List.of(
                new SortKey("at", ColumnType.TIMESTAMPTZ, false, false),
                new SortKey("place", ColumnType.TEXT, true, false)));
    Filter after = keys.after(List.of(TIME, "a"));
    assertEquals(
        "((\"at\" > ?) or (\"at\" = ? and (\"place\" > ? or \"place\" is null))) and \"at\" >= ?",
        after.sql());
    assertEquals(List.of(TIME, TIME, "a", TIME), after.values());
    assertEquals("((\"at\" > ?)) and \"at\" >= ?", keys.after(Arrays.asList(TIME, null)).sql());
  }
}

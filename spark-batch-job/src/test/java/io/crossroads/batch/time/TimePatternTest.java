package io.crossroads.batch.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimePatternTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "yyyy-MM-dd HH:mm:ss, yyyy-MM-dd HH:mm",
        "uuuu/M/d'T'HH:mm, yyyy/MM/dd'T'HH:mm",
        "yyyy-MM-ddTHH:mm:ss.SSS, yyyy-MM-dd'T'HH:mm",
        "dd.MM.yyyy H:mm, d.M.yyyy HH:mm",
        "M/d/yyyy h:mm a, M/d/yyyy h:mm a",
        "MM/dd/yyyy hh:mm:ssa, M/d/yyyy h:mm a",
        "d/M/yyyy, d/M/yyyy"
      })
  void readsWhatPeopleWrite(String pattern, String format) {
    assertEquals(format, TimePattern.parse(pattern).pattern());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yy-MM-dd", "yyyy-dd-MM", "d/M-yyyy", "d/d/yyyy", "yyyyMMdd", "d/M/yyyy HH"})
  void refusesWhatIsNoneAndSaysWhatOneLooksLike(String pattern) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> TimePattern.parse(pattern));
    assertTrue(
        refused.getMessage().startsWith("'" + pattern + "' is no date format; one is a date"),
        refused.getMessage());
  }

  @Test
  void everyShapeIsFoundByItsIndex() {
    for (int index = 0; index < TimeShape.COUNT; index++) {
      if (index % 2 == 1 && (index / 2) % TimeShape.BETWEENS.length() == 2) {
        continue; // AM or PM without a time of day
      }
      assertEquals(index, TimeShape.ofIndex(index).index());
    }
  }
}

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
        "d/M/yyyy, d/M/yyyy",
        "dd/MM/yy HH:mm, d/M/yy HH:mm",
        "yy-MM-dd, yy-M-d",
        "d.M.yyyy H.mm.ss, d.M.yyyy HH.mm",
        "yyyy-MM-dd HH:mm:ssXXX, yyyy-MM-dd HH:mmXXX",
        "yyyy-MM-dd'T'HH:mm:ss Z, yyyy-MM-dd'T'HH:mmXXX",
        "epoch-seconds, epoch-seconds",
        "epoch-millis, epoch-millis"
      })
  void readsWhatPeopleWrite(String pattern, String format) {
    assertEquals(format, TimePattern.parse(pattern).pattern());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yyyy-dd-MM",
        "d/M-yyyy",
        "yyyyMMdd",
        "yyyyMMddHHmmssSSS",
        "d/M/yyyy HH",
        "EEE, d MMM yyyy HH:mm:ss zzz",
        "yyyy-MM-dd[ HH:mm]",
        "D/yyyy",
        "YYYY-'W'ww-e"
      })
  void takesAnyOtherPatternThatTellsADate(String pattern) {
    assertEquals(pattern, TimePattern.parse(pattern).pattern());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\", does not tell a year",
        "HH:mm, does not tell a year",
        "d/M HH:mm, does not tell a year",
        "d/d/yyyy, does not tell a year",
        "yyyy-MM-dd hh:mm, does not tell a year",
        "YYYY-MM-DD, does not tell a year",
        "yyyy-MM-dd bb, Unknown pattern letter: b",
        "yyyy-MM-dd 'T, incomplete string literal",
        "yyyy-MM-dd {x}, reserved character"
      })
  void refusesWhatIsNoneAndSaysWhy(String pattern, String why) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> TimePattern.parse(pattern));
    assertTrue(
        refused.getMessage().startsWith("--date-format \"" + pattern + "\""), refused.getMessage());
    assertTrue(refused.getMessage().contains(why), refused.getMessage());
  }

  @Test
  void everyShapeIsFoundByItsIndex() {
    for (int index = 0; index < TimeShape.COUNT; index++) {
      assertEquals(index, TimeShape.ofIndex(index).index());
    }
  }
}

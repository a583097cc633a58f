package io.crossroads.page;

import com.microsoft.playwright.Locator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Assertions;

/**
 * A table as the page shows it to a reader of American English in UTC.
 *
 * @param head the texts of its heading
 * @param rows the texts of its cells
 */
record ShownTable(List<String> head, List<List<String>> rows) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MM/dd/yyyy, HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final String READ =
      """
      table => ({
        head: [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim()),
        rows: [...table.tBodies[0].rows].map((row) =>
          [...row.cells].map((cell) => cell.textContent.trim().replace(/\\s+/g, ' '))),
      })
      """;

  /** Reads the only table that is found. */
  @SuppressWarnings("unchecked")
  static ShownTable of(Locator table) {
    Map<String, Object> read = (Map<String, Object>) table.evaluate(READ);
    return new ShownTable((List<String>) read.get("head"), (List<List<String>>) read.get("rows"));
  }

  /** The text of a cell. */
  String cell(int row, String column) {
    int place = head.indexOf(column);
    Assertions.assertTrue(place >= 0, () -> column + " is no column of " + head);
    return rows.get(row).get(place);
  }

  /** The time that is written so. */
  static Instant instant(String time) {
    return TIME.parse(time, Instant::from);
  }

  /** How a time is written. */
  static String time(String instant) {
    return TIME.format(Instant.parse(instant));
  }

  /** Holds a number that is shown against the API's: it may be rounded, and nothing else. */
  static void assertNumber(String api, String shown, Object context) {
    if (api.isEmpty() || api.equals("null")) {
      Assertions.assertEquals("", shown, context::toString);
      return;
    }
    BigDecimal read = new BigDecimal(shown.replace(",", ""));
    BigDecimal most = BigDecimal.ONE.movePointLeft(Math.max(0, read.scale()));
    BigDecimal off = read.subtract(new BigDecimal(api)).abs().multiply(BigDecimal.valueOf(2));
    Assertions.assertTrue(
        off.compareTo(most) <= 0, () -> context + ": the API says " + api + ", the page " + shown);
  }
}

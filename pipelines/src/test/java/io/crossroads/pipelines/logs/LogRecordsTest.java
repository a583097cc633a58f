package io.crossroads.pipelines.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogRecordsTest {

  private static final String LINE =
      "192.0.2.17 - - [04/May/2026:23:30:00 -0100] \"GET /b HTTP/1.1\" 200 5 \"-\" \"curl/8\"";

  private final LogRows rows = new LogRows();

  @Test
  void dayAndHourAreThoseOfTheRequestInUtc() {
    assertEquals("", rows.ofLine(LINE.getBytes(StandardCharsets.UTF_8), LogRows.HOST));
    assertEquals("2026-05-05", rows.value("dt"));
    assertEquals("0", rows.value("hour"));
    assertEquals("", rows.ofJson(json("\"ts\":\"2026-05-04T23:59:59.999999Z\"")));
    assertEquals("2026-05-04", rows.value("dt"));
    assertEquals("23", rows.value("hour"));
  }

  @Test
  void aLineWhoseHostNobodyNamesIsRejectedUnlessItNamesItsServer() {
    assertEquals("missing (host)", rows.ofLineWithoutHost(LINE));
    assertEquals("missing (host)", rows.ofLine(LINE.getBytes(StandardCharsets.UTF_8), ""));
    assertEquals("", rows.ofLineWithoutHost("www2.shop.example:80 " + LINE));
    assertEquals("www2.shop.example", rows.value("host"));
  }

  @Test
  void aHostThatIsTooLongIsOutOfRange() {
    byte[] line = LINE.getBytes(StandardCharsets.UTF_8);
    assertEquals("", rows.ofLine(line, "x".repeat(255)));
    assertEquals("out_of_range (host)", rows.ofLine(line, "x".repeat(256)));
  }

  @Test
  void aLineOfMoreBytesThanTheLimitIsTooLarge() {
    String line = LINE.replace("/b", "/b" + "x".repeat(70_000));
    assertEquals("too_large", rows.ofLine(line.getBytes(StandardCharsets.UTF_8), LogRows.HOST));
  }

  @Test
  void aLineThatPretendsToHaveManyTimesTakesNoLongerThanOthers() {
    byte[] line = " [".repeat(32_000).getBytes(StandardCharsets.UTF_8);
    assertTimeout(
        Duration.ofSeconds(5),
        () -> {
          for (int i = 0; i < 200; i++) {
            assertEquals("not_json", rows.ofLine(line, LogRows.HOST));
          }
        });
  }

  @Test
  void textsOfOneLineThatAreBothEscapedDoNotDisturbEachOther() {
    String line = LINE.replace("/b", "/\\\\b\\\"").replace("curl/8", "\\\"quoted\\\" \\\\ agent");
    assertEquals("", rows.ofLine(line.getBytes(StandardCharsets.UTF_8), LogRows.HOST));
    assertEquals("/\\b\"", rows.value("path"));
    assertEquals("\"quoted\" \\ agent", rows.value("ua"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      value = {
        "\"status\":404                     | none                  | status | 404",
        "\"status\":404.0                   | none                  | status | 404",
        "\"status\":\"404\"                 | wrong_type (status)   | none   | none",
        "\"status\":0                       | out_of_range (status) | none   | none",
        "\"status\":600                     | out_of_range (status) | none   | none",
        "\"status\":null                    | missing (status)      | none   | none",
        "\"bytes\":7516192768               | none                  | bytes  | 7516192768",
        "\"bytes\":\"-\"                    | wrong_type (bytes)    | none   | none",
        "\"bytes\":18446744073709551616     | out_of_range (bytes)  | none   | none",
        "\"rt_ms\":0.0625                   | none                  | rt_ms  | 0.062",
        "\"rt_ms\":\"0.0625\"               | wrong_type (rt_ms)    | none   | none",
        "\"rt_ms\":\"0.01, 0.02\"           | wrong_type (rt_ms)    | none   | none",
        "\"rt_ms\":-5                       | out_of_range (rt_ms)  | none   | none",
        "\"rt_ms\":null,\"ua\":null         | none                  | ua     | -",
        "\"ua\":\"an \\x22agent\\x22\"      | not_json              | none   | none",
        "\"ip\":\"\"                        | none                  | ip     | -",
        "\"ip\":\"192.0.2.17:52044\"        | none                  | ip     | 192.0.2.17",
        "\"ip\":\"2001:DB8:0::0017\"        | none                  | ip     | 2001:db8::17",
        "\"method\":\"put\"                 | none                  | method | put",
        "\"path\":\"/a?b=\\\\x22\"          | none                  | path   | /a?b=\\x22",
        "\"host\":\"API.Shop.Example\"      | none                  | host   | api.shop.example",
        "\"host\":\"\"                      | missing (host)        | none   | none",
      })
  void aFieldOfAJsonObjectIsTakenOrRejected(
      String member, String rejection, String column, String value) {
    assertEquals(rejection == null ? "" : rejection, rows.ofJson(json(member)), member);
    if (column != null) {
      assertEquals(value, rows.value(column), member);
    }
  }

  /** An event with one member in place of its own of that name. */
  private static String json(String member) {
    String name = member.substring(0, member.indexOf(':'));
    StringBuilder json = new StringBuilder("{");
    for (String each :
        new String[] {
          "\"ts\":\"2026-05-04T10:00:00Z\"", "\"host\":\"www.shop.example\"", "\"status\":200"
        }) {
      json.append(each.startsWith(name) ? "" : each + ",");
    }
    return json.append(member).append('}').toString();
  }
}

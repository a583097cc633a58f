package io.crossroads.pipelines.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8BufferTest {

  private final Utf8Buffer buffer = new Utf8Buffer();

  @ParameterizedTest
  @CsvSource({
    "4230, 2, 42.30",
    "5, 2, 0.05",
    "0, 2, 0.00",
    "-7, 1, -0.7",
    "-1234, 0, -1234",
    "9223372036854775807, 18, 9.223372036854775807",
    "-9223372036854775807, 0, -9223372036854775807"
  })
  void writesFixedPointNumbersWithAllTheirDigits(long unscaled, int scale, String written) {
    assertEquals(written, text(buffer.decimal(unscaled, scale)));
  }

  @Test
  void refusesTheOneNumberThatHasNoOpposite() {
    assertThrows(IllegalArgumentException.class, () -> buffer.number(Long.MIN_VALUE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2025-01-01T07:00:00.123Z",
        "2025-01-01T07:00:59.000Z",
        "2024-02-29T23:59:59.999Z",
        "1969-12-31T23:59:59.001Z",
        "2025-01-01T07:00:00.123456Z",
        "2025-01-01T07:00:00.000001Z"
      })
  void writesTimesWithMillisecondsOrMicrosecondsWhereTheyMatter(String time) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    assertEquals("\"" + time + "\"", text(buffer.time(micros)));
  }

  @Test
  void writesOneTimeAfterAnotherOfTheSameMinuteAndOfTheNext() {
    buffer.time(59_000_000).raw(' ').time(59_500_000).raw(' ').time(60_000_000);
    assertEquals(
        "\"1970-01-01T00:00:59.000Z\" \"1970-01-01T00:00:59.500Z\" \"1970-01-01T00:01:00.000Z\"",
        text(buffer));
  }

  @Test
  void escapesWhatJsonDoesNotTakeInAString() {
    assertEquals("\"a\\\"b\\\\c\\u000ad\\u001fé€\"", text(buffer.text("a\"b\\c\nd\u001fé€")));
  }

  @Test
  void growsWithWhatIsWritten() {
    for (int i = 0; i < 1000; i++) {
      buffer.padded(i, 4).raw('-');
    }
    assertEquals(5000, buffer.length());
    assertEquals("0000-0001-", text(buffer).substring(0, 10));
    assertEquals("0998-0999-", text(buffer).substring(4990));
    assertEquals(0, buffer.clear().length());
  }

  private static String text(Utf8Buffer buffer) {
    return new String(buffer.toBytes(), StandardCharsets.UTF_8);
  }
}

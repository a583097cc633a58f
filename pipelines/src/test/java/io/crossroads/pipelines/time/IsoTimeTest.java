package io.crossroads.pipelines.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class IsoTimeTest {

  private final IsoTime utc = new IsoTime(ZoneId.of("Etc/UTC"));

  @Test
  void agreesWithJavaTimeFromTheYearZeroTo9999() {
    SplittableRandom random = new SplittableRandom(5);
    long from = Instant.parse("0000-01-01T00:00:00Z").getEpochSecond();
    long to = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();
    for (int i = 0; i < 200_000; i++) {
      Instant time =
          Instant.ofEpochSecond(random.nextLong(from, to), random.nextInt(1_000_000) * 1_000L);
      ZoneOffset offset = ZoneOffset.ofTotalSeconds(random.nextInt(-18 * 60, 18 * 60 + 1) * 60);
      OffsetDateTime local = time.atOffset(offset);
      if (local.getYear() >= 0 && local.getYear() <= 9999) {
        assertEquals(micros(time), read(utc, local.toString()));
      }
    }
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/iso-times.csv", useHeadersInDisplayName = true)
  void readsATextOfTheSharedTableAsItSays(String text, Instant expected) {
    assertEquals(expected == null ? IsoTime.INVALID : micros(expected), read(utc, text), text);
  }

  @Test
  void readsNeitherNothingNorATextThatIsCutShort() {
    String text = "2024-02-29T23:59:01,123456789+01:30";
    List<String> valid = new ArrayList<>();
    for (int length = 0; length <= text.length(); length++) {
      if (read(utc, text.substring(0, length)) != IsoTime.INVALID) {
        valid.add(text.substring(16, length));
      }
    }
    assertEquals(
        List.of(
            "",
            ":01",
            ":01,1",
            ":01,12",
            ":01,123",
            ":01,1234",
            ":01,12345",
            ":01,123456",
            ":01,1234567",
            ":01,12345678",
            ":01,123456789",
            ":01,123456789+01",
            ":01,123456789+01:30"),
        valid);
  }

  @Test
  void readsDatesOfTheFormYearMonthDay() {
    byte[] bytes = "2024-02-29".getBytes(StandardCharsets.US_ASCII);
    assertEquals(LocalDate.parse("2024-02-29").toEpochDay(), utc.readDate(bytes, 0, 10));
    for (String text : new String[] {"", "2023-02-29", "2024-2-29", "2024-02-29T", "24-02-29"}) {
      byte[] wrong = text.getBytes(StandardCharsets.US_ASCII);
      assertEquals(IsoTime.INVALID, utc.readDate(wrong, 0, wrong.length), text);
    }
  }

  @Test
  void aTimeWithoutOffsetIsInTheZoneOfThePipeline() {
    IsoTime paris = new IsoTime(ZoneId.of("Europe/Paris"));
    for (String text : new String[] {"2026-07-01T12:00", "2026-01-01T00:00", "2026-03-29T03:00"}) {
      Instant expected = LocalDateTime.parse(text).atZone(ZoneId.of("Europe/Paris")).toInstant();
      assertEquals(micros(expected), read(paris, text));
    }
    assertEquals(read(utc, "2026-07-01T10:00Z"), read(paris, "2026-07-01T10:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-29T02:30:00, no",
    "2026-10-25 02:00, no",
    "2026-10-25T02:59:59.999999, no",
    "2026-03-29T01:59:59.999999, yes",
    "2026-10-25T01:59:59, yes",
    "2026-10-25T03:00, yes",
    "2026-10-25T02:30:00+01:00, yes",
    "2026-10-24T24:00:00, yes"
  })
  void aTimeThatTheZoneHasTwiceOrNotAtAllIsNone(String text, String read) {
    IsoTime paris = new IsoTime(ZoneId.of("Europe/Paris"));
    assertEquals(read.equals("no"), read(paris, text) == IsoTime.INVALID);
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  private static long read(IsoTime time, String text) {
    byte[] bytes = ("<" + text + "0Z").getBytes(StandardCharsets.UTF_8);
    return time.read(bytes, 1, bytes.length - 3);
  }
}

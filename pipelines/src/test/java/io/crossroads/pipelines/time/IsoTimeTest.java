package io.crossroads.pipelines.time;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
  @CsvSource({
    "2024-02-29T23:59, 2024-02-29T23:59:00Z",
    "2024-02-29 23:59:01, 2024-02-29T23:59:01Z",
    "2024-02-29T23:59:01.5Z, 2024-02-29T23:59:01.500Z",
    "2024-02-29T23:59:01.123456789Z, 2024-02-29T23:59:01.123456Z",
    "2024-02-29T23:59:01+02, 2024-02-29T21:59:01Z",
    "2024-02-29t23:59:01z, 2024-02-29T23:59:01Z",
    "2024-02-29T23:59:01+0230, 2024-02-29T21:29:01Z",
    "2024-02-29T23:59:01 -0230, 2024-03-01T02:29:01Z",
    "2024-02-29 23:59 UTC, 2024-02-29T23:59:00Z",
    "2024-02-29T23:59:01.1234567890123Z, 2024-02-29T23:59:01.123456Z",
    "2024-02-29T24:00, 2024-03-01T00:00:00Z",
    "2024-12-31T24:00:00.000+01:00, 2024-12-31T23:00:00Z",
    "2024-02-29T23:59:01-09:30, 2024-03-01T09:29:01Z",
  })
  void readsTheFormsThatTheFormatHas(String text, Instant expected) {
    assertEquals(micros(expected), read(utc, text));
  }

  @Test
  void theFractionMayFollowAComma() {
    assertEquals(
        micros(Instant.parse("2024-02-29T23:59:01.250Z")), read(utc, "2024-02-29T23:59:01,25Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2024-02-29",
        "2023-02-29T00:00:00Z",
        "1900-02-29T00:00:00Z",
        "2024-13-01T00:00:00Z",
        "2024-00-01T00:00:00Z",
        "2024-04-31T00:00:00Z",
        "2024-01-00T00:00:00Z",
        "2024-01-01T24:00:01Z",
        "2024-01-01T24:01:00Z",
        "2024-01-01T24:00:00.1Z",
        "2024-01-01T25:00:00Z",
        "2024-01-01T00:60:00Z",
        "2024-01-01T9:00:00Z",
        "2024-01-01T00.00.00Z",
        "2024-01-01T00:00:00,Z",
        "2024-01-01T00:00:00 Z",
        "2024-01-01T00:00:00 utc",
        "2024-01-01T00:00:00  UTC",
        "2024-01-01T00:00:00+1:00",
        "2024-01-01T00:00:00+01:60",
        "2024-01-01T00:00:00+18:01",
        "2024-01-01T01:00:00 PM",
        "2024-01-01T00:00:00Z[UTC]",
        "2024-01-01T00:00:00+01:00[Europe/Paris]",
        "2024-01-01T00:00:60Z",
        "2024-01-01T00:00:00.Z",
        "2024-01-01T00:00:00ZZ",
        "2024-01-01T00:00:00+2",
        "2024-01-01T00:00:00+19:00",
        "2024-01-01T00:00:00+02:",
        "2024/01/01T00:00:00Z",
        "2024-01-01_00:00:00Z",
        "24-01-01T00:00:00.0Z",
        "12024-01-01T00:00:00Z",
        "-024-01-01T00:00:00Z",
        "2024-01-01T00:00:0Z",
        "2024-01-01T0a:00:00Z"
      })
  void readsNothingElse(String text) {
    assertEquals(IsoTime.INVALID, read(utc, text));
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

  @Test
  void aTimeThatTheZoneHasTwiceOrNotAtAllIsNoneUnlessItTellsItsOffset() {
    IsoTime paris = new IsoTime(ZoneId.of("Europe/Paris"));
    assertEquals(IsoTime.INVALID, read(paris, "2026-10-25T02:30:00"));
    assertEquals(IsoTime.INVALID, read(paris, "2026-03-29T02:30:00"));
    assertEquals(
        micros(Instant.parse("2026-10-25T01:30:00Z")), read(paris, "2026-10-25T02:30:00+01:00"));
  }

  private static long micros(Instant time) {
    return time.getEpochSecond() * 1_000_000 + time.getNano() / 1_000;
  }

  private static long read(IsoTime time, String text) {
    byte[] bytes = ("<" + text + "0Z").getBytes(StandardCharsets.US_ASCII);
    return time.read(bytes, 1, text.length());
  }
}

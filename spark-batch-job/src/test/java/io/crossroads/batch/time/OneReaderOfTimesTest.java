package io.crossroads.batch.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.time.IsoTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** History reads a text of ISO 8601 as the stream does. */
class OneReaderOfTimesTest {

  private static final String LETTERS = "0123456789-:TtZz+., UTCGM";
  private static final List<String> FORMATS =
      List.of(
          "yyyy-MM-dd'T'HH:mm", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mmXXX", "yyyy-MM-dd HH:mmXXX");
  private static final List<String> TEXTS =
      List.of(
          "2024-02-29T23:59:01Z",
          "2024-02-29 23:59:01,123456789+01:30",
          "2024-12-31t24:00:00.000 +0100",
          "2024-06-30 23:59:59.5 UTC",
          "2024-06-30T23:59");

  private final IsoTime stream = new IsoTime(ZoneOffset.UTC);
  private final List<TimeReader> history =
      FORMATS.stream()
          .map(pattern -> TimesOf.known(pattern))
          .map(format -> format.reader(ZoneOffset.UTC, (byte) ';', new Evidence()))
          .toList();

  @ParameterizedTest
  @CsvFileSource(
      files = "../pipelines/src/test/resources/iso-times.csv",
      useHeadersInDisplayName = true)
  void readsATextOfTheSharedTableAsItSays(String text, Instant expected) {
    long micros =
        expected == null ? TimeReader.INVALID : ChronoUnit.MICROS.between(Instant.EPOCH, expected);
    assertEquals(micros, inHistory(text), text);
    assertEquals(micros, inStream(text), text);
  }

  @Test
  void agreesWithTheStreamOnTextsWithMistakes() {
    Random random = new Random(16);
    int valid = 0;
    for (int i = 0; i < 300_000; i++) {
      StringBuilder text = new StringBuilder(TEXTS.get(random.nextInt(TEXTS.size())));
      for (int mistakes = random.nextInt(4); mistakes > 0; mistakes--) {
        int at = random.nextInt(text.length());
        char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, letter);
          case 1 -> text.insert(at, letter);
          default -> text.deleteCharAt(at);
        }
      }
      String value = text.toString();
      long inStream = inStream(value);
      if (inStream != IsoTime.INVALID || value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.[0-9]{2}:.*")) {
        assertEquals(inStream, inHistory(value), value);
      }
      valid += inStream == IsoTime.INVALID ? 0 : 1;
    }
    assertTrue(valid > 50_000, valid + " valid");
  }

  private long inStream(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return stream.read(bytes, 0, bytes.length);
  }

  /** What the only format reads that reads it. */
  private long inHistory(String text) {
    byte[] bytes = TimesOf.padded(text);
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    long[] read =
        history.stream()
            .mapToLong(reader -> reader.parse(bytes, 0, length))
            .filter(micros -> micros != TimeReader.INVALID)
            .toArray();
    assertTrue(read.length <= 1, text);
    return read.length == 0 ? TimeReader.INVALID : read[0];
  }
}

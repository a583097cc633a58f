package io.crossroads.pipelines.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CombinedLinesTest {

  private static final List<String> COLUMNS =
      List.of("ts", "host", "method", "path", "status", "bytes", "ip", "ua");

  private final LogRows rows = new LogRows();

  static List<SampleLine> legalLines() {
    return SampleLine.of("legal-lines.txt");
  }

  static List<SampleLine> brokenLines() {
    return SampleLine.of("broken-lines.txt");
  }

  @ParameterizedTest
  @MethodSource("legalLines")
  void aLegalLineIsReadRight(SampleLine sample) {
    assertEquals("", rows.ofLine(sample.line(), LogRows.HOST));
    assertEquals(
        sample.outcome(), COLUMNS.stream().map(rows::value).collect(Collectors.joining(" | ")));
    assertEquals("-", rows.value("rt_ms"));
  }

  @ParameterizedTest
  @MethodSource("brokenLines")
  void aBrokenLineIsRejectedForTheRightReason(SampleLine sample) {
    assertEquals(sample.outcome(), rows.ofLine(sample.line(), LogRows.HOST));
  }

  @Test
  void thereAreFiftyOfEach() {
    assertEquals(List.of(50, 50), List.of(legalLines().size(), brokenLines().size()));
  }

  /** Not so of the last few samples, behind whose agent there is something that may be missing. */
  @Test
  void aLegalLineThatIsCutOffAnywhereIsRejected() {
    for (SampleLine sample : legalLines().subList(0, 47)) {
      String line = new String(sample.line(), StandardCharsets.UTF_8);
      for (int length = 0; length < line.length(); length++) {
        String cut = line.substring(0, length);
        assertTrue(
            rows.ofLine(cut.getBytes(StandardCharsets.UTF_8), LogRows.HOST).length() > 0, cut);
      }
    }
  }

  @Test
  void anyBytesAreAnEventOrARejection() {
    SplittableRandom random = new SplittableRandom(7);
    List<byte[]> lines =
        Stream.concat(legalLines().stream(), brokenLines().stream()).map(SampleLine::line).toList();
    byte[] alphabet = " []\"\\-:/,%.0fG\0\r".getBytes(StandardCharsets.US_ASCII);
    int events = 0;
    for (int i = 0; i < 200_000; i++) {
      byte[] line = lines.get(random.nextInt(lines.size())).clone();
      for (int change = random.nextInt(1, 4); change > 0 && line.length > 0; change--) {
        line[random.nextInt(line.length)] = alphabet[random.nextInt(alphabet.length)];
      }
      if (rows.ofLine(line, LogRows.HOST).isEmpty()) {
        events++;
        COLUMNS.forEach(rows::value);
      }
    }
    assertTrue(events > 20_000, events + " events");
  }
}

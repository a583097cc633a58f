package io.crossroads.demo.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.demo.watch.LiveNumbers.Answer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ScreenTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

  private static Status status(double producing) {
    Instant now = Instant.parse("2026-03-02T08:01:05.250Z");
    return new Status(
        Duration.ofMillis(12_340),
        producing,
        1_812,
        new ArchiveLog.Totals(2, 1_402, 38),
        10,
        new Answer(
            1_790,
            Optional.of(Instant.parse("2026-03-02T08:01:00Z")),
            Optional.of(now.minusMillis(600))),
        Optional.of(now));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aStatusIsOneLineWithEveryNumber() {
    assertEquals(
        "  12.3 s  sent 1,812  archived 1,402  rejected 38  in 2 commits, 10 Parquet files;"
            + "  answered 1,790, horizon 2026-03-02T08:01:00Z, 0.6 s old",
        status(0.5).line());
  }

  @Test
  void withoutATerminalNothingIsRepeatedWithinSeconds() {
    Screen screen = new Screen(out, false);
    screen.status(status(0));
    screen.status(status(0));

    assertEquals("", printed());
  }

  @Test
  void onATerminalTheBlockReplacesItself() {
    Screen screen = new Screen(out, true);
    screen.status(status(0));
    screen.status(status(1));

    String clearing = String.format(Locale.ROOT, "\u001b[%dA\u001b[J", status(0).block().size());
    assertEquals(2, printed().split(Pattern.quote(clearing), -1).length);
    assertTrue(printed().endsWith(String.join("\n", status(1).block()) + "\n"), this::printed);
  }
}

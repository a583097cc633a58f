package io.crossroads.producer.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  private static final int LONGEST = 1 << 20;

  @Test
  void leavesEveryByteButTheLineFeedsAsItIs() throws IOException {
    assertEquals(List.of("a\r", "", " b\t", "\u00ff"), lines("a\r\n\n b\t\n\u00ff\n"));
  }

  @Test
  void aLastLineWithoutLineFeedIsALine() throws IOException {
    assertEquals(List.of("a", "b"), lines("a\nb"));
    assertEquals(List.of("", ""), lines("\n\n"));
    assertEquals(List.of(), lines(""));
  }

  @Test
  void linesMayBeLongerThanTheBuffer() throws IOException {
    String large = "x".repeat(300_000);
    assertEquals(List.of("a", large, large, "b"), lines("a\n" + large + "\n" + large + "\nb"));
  }

  @Test
  void aStreamThatGivesOneByteAtATimeIsReadWhole() throws IOException {
    InputStream slow =
        new ByteArrayInputStream("one\ntwo".getBytes(StandardCharsets.US_ASCII)) {
          @Override
          public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(1, length));
          }
        };
    try (LineReader reader = new LineReader(slow, LONGEST)) {
      assertArrayEquals("one".getBytes(StandardCharsets.US_ASCII), reader.next());
      assertArrayEquals("two".getBytes(StandardCharsets.US_ASCII), reader.next());
      assertEquals(2, reader.lines());
    }
  }

  @Test
  void aLineThatIsTooLongIsNamed() {
    IOException failure =
        assertThrows(IOException.class, () -> lines("a\n" + "x".repeat(LONGEST + 100_000)));
    assertTrue(failure.getMessage().contains("line 2"), failure.getMessage());
  }

  private static List<String> lines(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    List<String> lines = new ArrayList<>();
    try (LineReader reader = new LineReader(new ByteArrayInputStream(bytes), LONGEST)) {
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        lines.add(new String(line, StandardCharsets.ISO_8859_1));
      }
    }
    return lines;
  }
}

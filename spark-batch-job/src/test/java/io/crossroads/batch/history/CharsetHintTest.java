package io.crossroads.batch.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetHintTest {

  @ParameterizedTest
  @CsvSource({"ISO-8859-1, Königsallee", "windows-1252, “Ring” – 5 €", "IBM850, Gürtel"})
  void namesTheCharsetAndShowsTheFirstLineInIt(String charset, String text) {
    byte[] file = ("id,note\n1,plain\n2," + text + "\n").getBytes(Charset.forName(charset));
    String hint = CharsetHint.of(file, 1, 2);
    assertTrue(hint.startsWith("1 of 2 lines are not UTF-8: in " + charset), hint);
    assertTrue(hint.contains("'2," + text + "'"), hint);
    assertTrue(hint.contains("--charset " + charset), hint);
  }

  @Test
  void aLineThatIsNotInTheBeginningIsNotShown() {
    String hint = CharsetHint.of("id\n".getBytes(StandardCharsets.UTF_8), 20, 1000);
    assertEquals(
        "20 of 1,000 lines are not UTF-8: name the charset that it was written in, such as"
            + " --charset windows-1252",
        hint);
  }

  @Test
  void aFewBrokenLinesAreRejectedAndNotAskedAbout() {
    assertEquals(false, CharsetHint.isNeeded(1, 101));
    assertEquals(true, CharsetHint.isNeeded(1, 100));
    assertEquals(false, CharsetHint.isNeeded(0, 0));
  }
}

package io.crossroads.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class VisibleTextTest {

  @Test
  void whatATerminalObeysIsShown() {
    assertEquals(
        "\\x1b[31mred\\x1b[0m\\x07 \\x00 \\x0d",
        VisibleText.of("\u001B[31mred\u001B[0m\u0007 \u0000 \r"));
    assertEquals("\\u009b31m", VisibleText.of("\u009B31m"));
  }

  @Test
  void whatIsInvisibleIsShown() {
    assertEquals(
        "a\\u00a0b\\u200bc\\ufeffd\\u202ee\\u3000",
        VisibleText.of("a\u00A0b\u200Bc\uFEFFd\u202Ee\u3000"));
  }

  @Test
  void lettersOfAllLanguagesStayAsTheyAre() {
    String text = "Zürich, Αθήνα, 東京, شارع 5\n\t😀";
    assertSame(text, VisibleText.of(text));
  }
}

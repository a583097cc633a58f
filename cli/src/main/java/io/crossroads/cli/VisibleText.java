package io.crossroads.cli;

import java.util.Locale;

/**
 * Text of others in messages, so that a terminal obeys nothing in it and nothing in it is unseen.
 */
public final class VisibleText {

  private VisibleText() {}

  /**
   * The text with control characters as {@code \x1b}, and with invisible characters and blanks
   * other than U+0020 as <code>&#92;u00a0</code>. Line feeds and tabs stay.
   */
  public static String of(String text) {
    if (text.codePoints().allMatch(VisibleText::isVisible)) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            character -> {
              if (isVisible(character)) {
                visible.appendCodePoint(character);
              } else {
                visible.append(escape(character));
              }
            });
    return visible.toString();
  }

  private static String escape(int character) {
    if (character < 0x80) {
      return String.format(Locale.ROOT, "\\x%02x", character);
    }
    return character <= 0xFFFF
        ? String.format(Locale.ROOT, "\\u%04x", character)
        : String.format(Locale.ROOT, "\\u{%x}", character);
  }

  private static boolean isVisible(int character) {
    if (character == '\n' || character == '\t' || character == ' ') {
      return true;
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}

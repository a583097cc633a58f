package io.crossroads.batch.csv;

import io.crossroads.pipelines.decode.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Bytes as text for people, whether or not they are UTF-8. */
final class ShownBytes {

  private static final char REPLACEMENT = '\uFFFD';

  private ShownBytes() {}

  /** The bytes as text; one that is not UTF-8 is written as {@code \xE9}. */
  static String text(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    int position = from;
    while (position < to) {
      int length = 1;
      while (length < 4 && position + length < to && !Utf8.isValid(bytes, position, length)) {
        length++;
      }
      if (Utf8.isValid(bytes, position, length)) {
        shown.append(new String(bytes, position, length, StandardCharsets.UTF_8));
        position += length;
      } else {
        shown.append(String.format(Locale.ROOT, "\\x%02X", bytes[position++]));
      }
    }
    return shown.toString();
  }
}

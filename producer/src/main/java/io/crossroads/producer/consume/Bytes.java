package io.crossroads.producer.consume;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Shows bytes that may be anything on one line of a terminal. */
final class Bytes {

  private Bytes() {}

  /** The text that the bytes are in UTF-8, if they are. */
  static Optional<String> text(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /**
   * Text as it is, but control characters, and bytes that are not UTF-8, as {@code \xHH}.
   *
   * @param longest most bytes that are shown; what is cut off is stated
   */
  static String printable(byte[] bytes, int longest) {
    int shown = Math.min(bytes.length, longest);
    StringBuilder line = new StringBuilder();
    Optional<String> text = shown == bytes.length ? text(bytes) : Optional.empty();
    if (text.isPresent()) {
      text.get().chars().forEach(c -> append(line, c, c < ' ' || (c >= 127 && c < 160)));
    } else {
      for (int i = 0; i < shown; i++) {
        append(line, bytes[i] & 0xff, bytes[i] < ' ' || bytes[i] == 127);
      }
    }
    if (shown < bytes.length) {
      line.append("… (").append(bytes.length).append(" bytes)");
    }
    return line.toString();
  }

  private static void append(StringBuilder line, int c, boolean escaped) {
    if (escaped) {
      line.append(String.format(Locale.ROOT, "\\x%02X", c));
    } else {
      line.append((char) c);
    }
  }
}

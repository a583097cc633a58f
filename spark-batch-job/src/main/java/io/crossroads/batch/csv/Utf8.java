package io.crossroads.batch.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/** Tells whether bytes are UTF-8, and shows those that are not. */
final class Utf8 {

  private static final char REPLACEMENT = '\uFFFD';

  private Utf8() {}

  /** Whether bytes are UTF-8 as of RFC 3629. */
  static boolean isValid(byte[] bytes, int from, int to) {
    int position = from;
    while (position < to && bytes[position] >= 0) {
      position++;
    }
    if (position == to) {
      return true;
    }
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    try {
      decoder.decode(ByteBuffer.wrap(bytes, position, to - position));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** The bytes as text; one that is not UTF-8 is written as {@code \xE9}. */
  static String show(byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (text.indexOf(REPLACEMENT) < 0) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    int position = from;
    while (position < to) {
      int length = 1;
      while (length < 4 && position + length < to && !isValid(bytes, position, position + length)) {
        length++;
      }
      if (isValid(bytes, position, position + length)) {
        shown.append(new String(bytes, position, length, StandardCharsets.UTF_8));
        position += length;
      } else {
        shown.append("\\x%02X".formatted(bytes[position++]));
      }
    }
    return shown.toString();
  }
}

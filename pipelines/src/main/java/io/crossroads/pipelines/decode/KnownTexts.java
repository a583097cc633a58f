package io.crossroads.pipelines.decode;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Finds the place of a text in a closed list from its bytes, without making a string. */
final class KnownTexts {

  private final byte[][] texts;
  private final int[] slots;

  KnownTexts(List<String> known) {
    texts =
        known.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    slots = new int[Integer.highestOneBit(Math.max(1, texts.length)) * 4];
    Arrays.fill(slots, -1);
    for (int i = 0; i < texts.length; i++) {
      int slot = hash(texts[i], 0, texts[i].length) & slots.length - 1;
      while (slots[slot] >= 0) {
        slot = slot + 1 & slots.length - 1;
      }
      slots[slot] = i;
    }
  }

  /** The place of a text, or -1 if it is not in the list. */
  int indexOf(byte[] bytes, int offset, int length) {
    int slot = hash(bytes, offset, length) & slots.length - 1;
    while (slots[slot] >= 0) {
      byte[] text = texts[slots[slot]];
      if (Arrays.equals(text, 0, text.length, bytes, offset, offset + length)) {
        return slots[slot];
      }
      slot = slot + 1 & slots.length - 1;
    }
    return -1;
  }

  private static int hash(byte[] bytes, int offset, int length) {
    int hash = length;
    for (int i = offset; i < offset + length; i++) {
      hash = hash * 31 + bytes[i];
    }
    return hash ^ hash >>> 15;
  }
}

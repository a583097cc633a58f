package io.crossroads.batch.time;

import java.util.List;

/** Where one reads in a text of bytes, and the numbers and words that stand there. */
final class TextCursor {

  private byte[] text;
  private int limit;
  int position;

  /** Stands at {@code from}; behind {@code to} everything reads as 0. */
  void begin(byte[] source, int from, int to) {
    text = source;
    limit = to;
    position = from;
  }

  /** The index after the last byte. */
  int limit() {
    return limit;
  }

  /** Which of the words stands here in full or with its first three letters or more, from 1. */
  int word(List<String> words) {
    int start = position;
    while (isLetter(position)) {
      position++;
    }
    int length = position - start;
    for (int word = 0; length >= 3 && word < words.size(); word++) {
      String whole = words.get(word);
      int same = 0;
      while (same < length
          && same < whole.length()
          && whole.charAt(same) == (text[start + same] | 0x20)) {
        same++;
      }
      if (same == length) {
        return word + 1;
      }
    }
    return 0;
  }

  /** Reads at most {@code most} digits, maybe none. */
  int number(int most) {
    int value = 0;
    for (int stop = position + most; position < stop && isDigit(position); position++) {
      value = value * 10 + text[position] - '0';
    }
    return value;
  }

  /** The byte where the cursor stands; 0 behind the end. */
  byte here() {
    return at(position);
  }

  /** The same, and steps over it. */
  byte next() {
    return text[position++];
  }

  boolean onDigit() {
    return isDigit(position);
  }

  boolean onLetter() {
    return isLetter(position);
  }

  /** The byte at an index; 0 behind the end. */
  byte at(int index) {
    return index < limit ? text[index] : 0;
  }

  boolean isDigit(int index) {
    return at(index) >= '0' && at(index) <= '9';
  }

  boolean isLetter(int index) {
    int letter = at(index) | 0x20;
    return letter >= 'a' && letter <= 'z';
  }

  /** Steps over a byte if it stands here. */
  boolean skip(char wanted) {
    boolean there = at(position) == wanted;
    if (there) {
      position++;
    }
    return there;
  }
}

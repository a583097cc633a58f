package io.crossroads.batch.csv;

import io.crossroads.batch.number.NumberStyle;

/**
 * Reads whole numbers as people and programs write them: with a sign, with leading zeros, with
 * separators between groups of three digits, and with a fraction of zeros, which spreadsheets and
 * data frames add ({@code 15.0}). For one thread.
 */
final class WholeNumber {

  private static final int NO_BREAK = 0xC2A0;
  private static final int NARROW_NO_BREAK = 0xE280AF;
  private static final int THIN = 0xE28089;
  private static final int APOSTROPHE = 0xE28099;

  private final NumberStyle style;
  private long value;

  WholeNumber(NumberStyle style) {
    this.style = style;
  }

  /**
   * Reads a number.
   *
   * @return what is wrong with it; null if nothing, and then {@link #value} is it
   */
  LineFault read(byte[] bytes, int start, int end, long min, long max) {
    boolean negative = bytes[start] == '-';
    int first = negative || bytes[start] == '+' ? start + 1 : start;
    int position = first;
    boolean tooLong = false;
    long negated = 0;
    int inGroup = 0;
    boolean grouped = false;
    for (; position < end; position++) {
      if (isDigit(bytes[position])) {
        int digit = bytes[position] - '0';
        tooLong |= negated < (Long.MIN_VALUE + digit) / 10;
        negated = negated * 10 - digit;
        inGroup++;
        continue;
      }
      int width = separator(bytes, position, end);
      if (width == 0) {
        break;
      }
      if (grouped ? inGroup != 3 : inGroup < 1 || inGroup > 3 || bytes[first] == '0') {
        return LineFault.WRONG_TYPE;
      }
      grouped = true;
      inGroup = 0;
      position += width - 1;
    }
    boolean noDigits = position == first;
    if (noDigits || grouped && inGroup != 3 || !isZeroFraction(bytes, position, end)) {
      return LineFault.WRONG_TYPE;
    }
    if (tooLong || !negative && negated == Long.MIN_VALUE) {
      return LineFault.OUT_OF_RANGE;
    }
    value = negative ? negated : -negated;
    return value < min || value > max ? LineFault.OUT_OF_RANGE : null;
  }

  long value() {
    return value;
  }

  /** The bytes of a separator between groups; 0 if there is none. */
  private int separator(byte[] bytes, int at, int end) {
    if (style.group() == NumberStyle.NONE) {
      return 0;
    }
    if (bytes[at] == style.group()) {
      return 1;
    }
    int two = at + 1 < end ? (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF : 0;
    int three = at + 2 < end ? two << 8 | bytes[at + 2] & 0xFF : 0;
    return switch (style.group()) {
      case ' ' -> two == NO_BREAK ? 2 : three == NARROW_NO_BREAK || three == THIN ? 3 : 0;
      case '\'' -> three == APOSTROPHE ? 3 : 0;
      default -> 0;
    };
  }

  private boolean isZeroFraction(byte[] bytes, int point, int end) {
    if (point == end) {
      return true;
    }
    for (int position = point + 1; position < end; position++) {
      if (bytes[position] != '0') {
        return false;
      }
    }
    return bytes[point] == style.decimal() && end > point + 1;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }
}

package io.crossroads.batch.csv;

/**
 * Reads whole numbers as people and programs write them: with a sign, with leading zeros, and with
 * a fraction of zeros, which spreadsheets and data frames add ({@code 15.0}). For one thread.
 */
final class WholeNumber {

  private long value;

  /**
   * Reads a number.
   *
   * @return what is wrong with it; null if nothing, and then {@link #value} is it
   */
  LineFault read(byte[] bytes, int start, int end, long min, long max) {
    boolean negative = bytes[start] == '-';
    int position = negative || bytes[start] == '+' ? start + 1 : start;
    int digits = position;
    boolean tooLong = false;
    long negated = 0;
    for (; position < end && isDigit(bytes[position]); position++) {
      int digit = bytes[position] - '0';
      tooLong |= negated < (Long.MIN_VALUE + digit) / 10;
      negated = negated * 10 - digit;
    }
    if (position == digits || !isZeroFraction(bytes, position, end)) {
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

  private static boolean isZeroFraction(byte[] bytes, int point, int end) {
    if (point == end) {
      return true;
    }
    for (int position = point + 1; position < end; position++) {
      if (bytes[position] != '0') {
        return false;
      }
    }
    return bytes[point] == '.' && end > point + 1;
  }

  private static boolean isDigit(byte character) {
    return character >= '0' && character <= '9';
  }
}

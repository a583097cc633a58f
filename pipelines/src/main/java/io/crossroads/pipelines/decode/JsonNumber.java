package io.crossroads.pipelines.decode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/**
 * A JSON number (RFC 8259, section 6) read from bytes and brought to a fixed scale. Numbers of up
 * to 18 digits without exponent, which is all that sensors send, take no object.
 */
final class JsonNumber {

  /** How a number came to fit a scale. */
  enum Fit {
    /** The value is the number. */
    EXACT,
    /** The value is the number rounded half-even. */
    ROUNDED,
    /** The number does not fit a long at this scale. */
    OVERFLOW
  }

  private static final int LONG_DIGITS = 18;
  private static final int EXPONENT_CAP = 1 << 27;
  private static final long[] POWERS = new long[LONG_DIGITS + 1];
  private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

  static {
    POWERS[0] = 1;
    for (int i = 1; i < POWERS.length; i++) {
      POWERS[i] = POWERS[i - 1] * 10;
    }
  }

  private byte[] bytes;
  private int start;
  private int end;
  private boolean negative;
  private boolean nonZero;
  private long mantissa;
  private int wholeDigits;
  private int fractionDigits;
  private int exponent;
  private long value;

  /** The number at the scale of the last {@link #fit}, unscaled. */
  long value() {
    return value;
  }

  /**
   * Reads a number that begins at {@code at}.
   *
   * @return where it ends, or -1 if there is no JSON number
   */
  int read(byte[] source, int at, int limit) {
    bytes = source;
    start = at;
    mantissa = 0;
    nonZero = false;
    fractionDigits = 0;
    exponent = 0;
    negative = at < limit && source[at] == '-';
    int first = negative ? at + 1 : at;
    int next = readDigits(first, limit);
    wholeDigits = next - first;
    if (wholeDigits == 0 || (wholeDigits > 1 && source[first] == '0')) {
      return -1;
    }
    if (next < limit && source[next] == '.') {
      int point = next;
      next = readDigits(point + 1, limit);
      fractionDigits = next - point - 1;
      if (fractionDigits == 0) {
        return -1;
      }
    }
    if (next < limit && (source[next] | 0x20) == 'e') {
      next = readExponent(next + 1, limit);
    }
    end = next;
    return next;
  }

  /** Brings the number to {@code scale} digits after the point. */
  Fit fit(int scale) {
    if (exponent == 0 && wholeDigits + fractionDigits <= LONG_DIGITS) {
      int shift = scale - fractionDigits;
      if (shift <= 0) {
        return divide(POWERS[-shift]);
      }
      if (wholeDigits + scale <= LONG_DIGITS) {
        value = negative ? -mantissa * POWERS[shift] : mantissa * POWERS[shift];
        return Fit.EXACT;
      }
    }
    return fitLarge(scale);
  }

  private int readDigits(int from, int limit) {
    int at = from;
    long sum = mantissa;
    int seen = 0;
    while (at < limit) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        break;
      }
      sum = sum * 10 + digit;
      seen |= digit;
      at++;
    }
    mantissa = sum;
    nonZero |= seen != 0;
    return at;
  }

  private int readExponent(int from, int limit) {
    int at = from;
    boolean minus = at < limit && bytes[at] == '-';
    if (at < limit && (bytes[at] == '-' || bytes[at] == '+')) {
      at++;
    }
    int first = at;
    int sum = 0;
    while (at < limit && bytes[at] >= '0' && bytes[at] <= '9') {
      sum = Math.min(EXPONENT_CAP, sum * 10 + bytes[at] - '0');
      at++;
    }
    exponent = minus ? -sum : sum;
    return at == first ? -1 : at;
  }

  private Fit divide(long divisor) {
    long quotient = mantissa / divisor;
    long rest = mantissa - quotient * divisor;
    long twice = rest * 2;
    if (twice > divisor || (twice == divisor && (quotient & 1) == 1)) {
      quotient++;
    }
    value = negative ? -quotient : quotient;
    return rest == 0 ? Fit.EXACT : Fit.ROUNDED;
  }

  private Fit fitLarge(int scale) {
    value = 0;
    if (!nonZero) {
      return Fit.EXACT;
    }
    // The number lies between 10^(exponent - fractionDigits) and 10^(exponent + wholeDigits), so an
    // exponent far off decides alone, and what is left costs no more than the record's length.
    if (exponent - fractionDigits > LONG_DIGITS + 1) {
      return Fit.OVERFLOW;
    }
    if (exponent + wholeDigits < -scale - 1) {
      return Fit.ROUNDED;
    }
    BigDecimal number =
        new BigDecimal(new String(bytes, start, end - start, StandardCharsets.ISO_8859_1));
    BigDecimal rounded = number.setScale(scale, RoundingMode.HALF_EVEN);
    BigInteger unscaled = rounded.unscaledValue();
    if (unscaled.compareTo(MIN) < 0 || unscaled.compareTo(MAX) > 0) {
      return Fit.OVERFLOW;
    }
    value = unscaled.longValue();
    return rounded.compareTo(number) == 0 ? Fit.EXACT : Fit.ROUNDED;
  }
}

package io.crossroads.pipelines.simulate;

import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * A growing buffer into which numbers, times and JSON texts are written as UTF-8 without making
 * objects. Every method returns the buffer itself. For one thread.
 */
public final class Utf8Buffer {

  private static final long MICROS_PER_MINUTE = 60_000_000;
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private byte[] bytes = new byte[256];
  private int length;
  private final byte[] minuteText = new byte[17];
  private long minuteWritten = Long.MIN_VALUE;

  /** Forgets what was written. */
  public Utf8Buffer clear() {
    length = 0;
    return this;
  }

  /** How many bytes were written. */
  public int length() {
    return length;
  }

  /** The array that holds the bytes, from 0; another one after the next write. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of the bytes written. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Appends bytes as they are. */
  public Utf8Buffer raw(byte[] part) {
    reserve(part.length);
    System.arraycopy(part, 0, bytes, length, part.length);
    length += part.length;
    return this;
  }

  /** Appends one ASCII character as it is. */
  public Utf8Buffer raw(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Appends text as it is. */
  public Utf8Buffer raw(String text) {
    return raw(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends a JSON string: quoted, with quotes, backslashes and control characters escaped. */
  public Utf8Buffer text(String text) {
    raw('"');
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      reserve(6);
      if (b == '"' || b == '\\') {
        bytes[length++] = '\\';
        bytes[length++] = b;
      } else if (b >= 0 && b < ' ') {
        raw("\\u00");
        bytes[length++] = HEX[b >> 4];
        bytes[length++] = HEX[b & 15];
      } else {
        bytes[length++] = b;
      }
    }
    return raw('"');
  }

  /** Appends a whole number. */
  public Utf8Buffer number(long value) {
    return decimal(value, 0);
  }

  /**
   * Appends a fixed-point number with all of its digits, such as 42.30.
   *
   * @param unscaled the number times 10 to the power of {@code scale}
   * @param scale digits after the point, 0 to 18
   */
  public Utf8Buffer decimal(long unscaled, int scale) {
    if (unscaled < 0) {
      if (unscaled == Long.MIN_VALUE) {
        throw new IllegalArgumentException("too small to write: " + unscaled);
      }
      raw('-');
    }
    long rest = Math.abs(unscaled);
    int digits = Math.max(digits(rest), scale + 1);
    int size = scale == 0 ? digits : digits + 1;
    reserve(size);
    int end = length + size;
    for (int place = 0, at = end; place < digits; place++) {
      if (place == scale && scale > 0) {
        bytes[--at] = '.';
      }
      bytes[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length = end;
    return this;
  }

  /** Appends exactly {@code width} digits of a number that is not negative, zeros first. */
  public Utf8Buffer padded(int value, int width) {
    reserve(width);
    put(bytes, length, value, width);
    length += width;
    return this;
  }

  /**
   * Appends a time in UTC as a JSON string, such as "2025-01-01T07:00:00.123Z", with six digits of
   * the second where three do not suffice.
   *
   * @param micros microseconds since 1970-01-01T00:00:00Z, in the years 0 to 9999
   */
  public Utf8Buffer time(long micros) {
    long minute = Math.floorDiv(micros, MICROS_PER_MINUTE);
    if (minute != minuteWritten) {
      writeMinute(minute);
    }
    int inMinute = (int) (micros - minute * MICROS_PER_MINUTE);
    int fraction = inMinute % 1_000_000;
    raw('"').raw(minuteText).padded(inMinute / 1_000_000, 2).raw('.');
    if (fraction % 1000 == 0) {
      padded(fraction / 1000, 3);
    } else {
      padded(fraction, 6);
    }
    return raw('Z').raw('"');
  }

  private void writeMinute(long minute) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(minute * 60, 0, ZoneOffset.UTC);
    put(minuteText, 0, time.getYear(), 4);
    minuteText[4] = '-';
    put(minuteText, 5, time.getMonthValue(), 2);
    minuteText[7] = '-';
    put(minuteText, 8, time.getDayOfMonth(), 2);
    minuteText[10] = 'T';
    put(minuteText, 11, time.getHour(), 2);
    minuteText[13] = ':';
    put(minuteText, 14, time.getMinute(), 2);
    minuteText[16] = ':';
    minuteWritten = minute;
  }

  private static void put(byte[] into, int offset, int value, int width) {
    int rest = value;
    for (int at = offset + width - 1; at >= offset; at--) {
      into[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  private static int digits(long value) {
    int digits = 1;
    for (long limit = 10; value >= limit && digits < 19; limit *= 10) {
      digits++;
    }
    return digits;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }
}

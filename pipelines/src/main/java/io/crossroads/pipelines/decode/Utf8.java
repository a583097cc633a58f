package io.crossroads.pipelines.decode;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Checks bytes against UTF-8 as RFC 3629 defines it: shortest forms, no surrogates, to U+10FFFF.
 */
public final class Utf8 {

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Utf8() {}

  /** Whether {@code length} bytes from {@code offset} on are UTF-8. */
  public static boolean isValid(byte[] bytes, int offset, int length) {
    int end = offset + length;
    int at = offset;
    while (at < end) {
      at = skipAscii(bytes, at, end);
      if (at < end) {
        int next = afterSequence(bytes, at, end);
        if (next < 0) {
          return false;
        }
        at = next;
      }
    }
    return true;
  }

  private static int skipAscii(byte[] bytes, int from, int end) {
    int at = from;
    while (at <= end - Long.BYTES && ((long) EIGHT_BYTES.get(bytes, at) & HIGH_BITS) == 0) {
      at += Long.BYTES;
    }
    while (at < end && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /** Where the sequence of two to four bytes at {@code at} ends, or -1 if it is not well formed. */
  private static int afterSequence(byte[] bytes, int at, int end) {
    int lead = bytes[at] & 0xff;
    int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || end - at < length) {
      return -1;
    }
    int second = bytes[at + 1] & 0xff;
    int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
    int greatest = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
    if (second < least || second > greatest) {
      return -1;
    }
    for (int i = at + 2; i < at + length; i++) {
      if ((bytes[i] & 0xc0) != 0x80) {
        return -1;
      }
    }
    return at + length;
  }
}

package io.crossroads.pipelines.logs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An IPv6 address of any form of RFC 4291, section 2.2, that is written again as RFC 5952 does. */
final class Ipv6Text {

  private static final int GROUPS = 8;

  private final int[] groups = new int[GROUPS];
  private int count;
  private int gap = -1;

  private Ipv6Text() {}

  /** The canonical text of an address with or without a zone; null if it is no address. */
  static byte[] canonical(byte[] bytes, int from, int to) {
    int zone = from;
    while (zone < to && bytes[zone] != '%') {
      zone++;
    }
    Ipv6Text address = new Ipv6Text();
    if (zone + 1 == to || !address.read(bytes, from, zone)) {
      return null;
    }
    if (address.isMapped()) {
      return zone == to ? ascii(address.ipv4()) : null;
    }
    byte[] text = ascii(address.text());
    if (zone == to) {
      return text;
    }
    byte[] zoned = Arrays.copyOf(text, text.length + to - zone);
    System.arraycopy(bytes, zone, zoned, text.length, to - zone);
    return zoned;
  }

  private boolean read(byte[] bytes, int from, int to) {
    int at = from;
    if (to - at >= 2 && bytes[at] == ':' && bytes[at + 1] == ':') {
      gap = 0;
      at += 2;
    }
    while (at < to) {
      int end = at;
      while (end < to && bytes[end] != ':') {
        end++;
      }
      if (!readGroup(bytes, at, end) && !(end == to && readTail(bytes, at, end))) {
        return false;
      }
      if (end == to) {
        break;
      }
      at = end + 1;
      if (at == to) {
        return false;
      }
      if (bytes[at] == ':') {
        if (gap >= 0) {
          return false;
        }
        gap = count;
        at++;
      }
    }
    return spread();
  }

  /** One to four hexadecimal digits. */
  private boolean readGroup(byte[] bytes, int from, int to) {
    if (from == to || to - from > 4 || count == GROUPS) {
      return false;
    }
    int group = 0;
    for (int i = from; i < to; i++) {
      int digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
      if (digit < 0) {
        return false;
      }
      group = group << 4 | digit;
    }
    groups[count++] = group;
    return true;
  }

  /** The last two groups in the form of an IPv4 address. */
  private boolean readTail(byte[] bytes, int from, int to) {
    long address = IpAddress.readIpv4(bytes, from, to);
    if (address < 0 || count > GROUPS - 2) {
      return false;
    }
    groups[count++] = (int) (address >>> 16);
    groups[count++] = (int) (address & 0xffff);
    return true;
  }

  /** Puts zeros where "::" stands; false if there are too few groups, or one too many. */
  private boolean spread() {
    if (gap < 0) {
      return count == GROUPS;
    }
    if (count == GROUPS) {
      return false;
    }
    int behind = count - gap;
    System.arraycopy(groups, gap, groups, GROUPS - behind, behind);
    Arrays.fill(groups, gap, GROUPS - behind, 0);
    return true;
  }

  /** Whether it is an IPv4 address in ::ffff:0:0/96 (RFC 4291, 2.5.5.2). */
  private boolean isMapped() {
    return groups[5] == 0xffff && Arrays.stream(groups, 0, 5).allMatch(group -> group == 0);
  }

  private String ipv4() {
    int high = groups[6];
    int low = groups[7];
    return (high >> 8) + "." + (high & 0xff) + "." + (low >> 8) + "." + (low & 0xff);
  }

  /** In lower case without leading zeros, the longest run of zero groups as "::". */
  private String text() {
    int start = -1;
    int length = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = 0;
      while (i + zeros < GROUPS && groups[i + zeros] == 0) {
        zeros++;
      }
      if (zeros > length) {
        start = i;
        length = zeros;
      }
      i += zeros;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      if (i == start) {
        text.append("::");
        i += length - 1;
      } else {
        boolean first = i == 0 || i == start + length && start >= 0;
        text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

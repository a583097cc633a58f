package io.crossroads.pipelines.logs;

import java.util.Arrays;

/**
 * Reads addresses of clients as servers and proxies log them, so that the same address is always
 * the same text.
 */
final class IpAddress {

  private static final int OCTETS = 4;

  private IpAddress() {}

  /** Whether it is an IPv4 address (dec-octets of RFC 3986, 3.2.2), which has one form only. */
  static boolean isIpv4(byte[] bytes, int from, int to) {
    return readIpv4(bytes, from, to) >= 0;
  }

  /** An IPv4 address as a number of 32 bits, or -1 for any other text. */
  static long readIpv4(byte[] bytes, int from, int to) {
    long address = 0;
    int at = from;
    for (int octet = 0; octet < OCTETS; octet++) {
      if (octet > 0 && (at >= to || bytes[at++] != '.')) {
        return -1;
      }
      int first = at;
      int value = 0;
      while (at < to && at - first < 3 && bytes[at] >= '0' && bytes[at] <= '9') {
        value = value * 10 + bytes[at++] - '0';
      }
      boolean leadingZero = at - first > 1 && bytes[first] == '0';
      if (at == first || leadingZero || value > 255) {
        return -1;
      }
      address = address << 8 | value;
    }
    return at == to ? address : -1;
  }

  /**
   * The canonical text of an address: IPv4 in four decimal numbers; IPv6 as RFC 5952 (section 4)
   * has it, with its zone (RFC 4007, 11) if it names one; IPv4-mapped IPv6 as IPv4. A port behind
   * it and the brackets that go with one are left out.
   *
   * @return null if it is no address, such as a name, or more than one
   */
  static byte[] canonical(byte[] bytes, int from, int to) {
    if (from < to && bytes[from] == '[') {
      int close = indexOf(bytes, ']', from, to);
      boolean closed = close < to && (close + 1 == to || isPort(bytes, close + 1, to));
      return closed ? Ipv6Text.canonical(bytes, from + 1, close) : null;
    }
    int colon = indexOf(bytes, ':', from, to);
    if (isIpv4(bytes, from, colon)) {
      boolean alone = colon == to || isPort(bytes, colon, to);
      return alone ? Arrays.copyOfRange(bytes, from, colon) : null;
    }
    return Ipv6Text.canonical(bytes, from, to);
  }

  /** Whether a colon and a number of one to five digits stand there. */
  static boolean isPort(byte[] bytes, int from, int to) {
    if (to - from < 2 || to - from > 6 || bytes[from] != ':') {
      return false;
    }
    int port = 0;
    for (int i = from + 1; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
      port = port * 10 + bytes[i] - '0';
    }
    return port < 1 << 16;
  }

  /** Where a byte stands first, or {@code to} if it is not there. */
  private static int indexOf(byte[] bytes, char sought, int from, int to) {
    int at = from;
    while (at < to && bytes[at] != sought) {
      at++;
    }
    return at;
  }
}

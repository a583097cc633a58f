package io.crossroads.pipelines.logs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

  @ParameterizedTest
  @CsvSource({
    // RFC 5952, 2.1 and 4.1: leading zeros
    "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
    "2001:db8:0:0:0:0:0:0, 2001:db8::",
    // RFC 5952, 4.2.2: one group of zeros is no "::"
    "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    // RFC 5952, 4.2.3: the longest run, and the first of equal ones
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    // RFC 5952, 4.3: lower case
    "2001:DB8::ABCD, 2001:db8::abcd",
    // RFC 4291, 2.2
    "0:0:0:0:0:0:0:0, ::",
    "0:0:0:0:0:0:0:1, ::1",
    "FF01:0:0:0:0:0:0:101, ff01::101",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:7.8.9.10, 1:2:3:4:5:6:708:90a",
    "1::, 1::",
    // RFC 4291, 2.5.5.2
    "::ffff:192.0.2.1, 192.0.2.1",
    "::FFFF:C000:0201, 192.0.2.1",
    "0:0:0:0:0:ffff:255.255.255.255, 255.255.255.255",
    "::ffff:0:192.0.2.1, ::ffff:0:c000:201",
    // RFC 4007, 11
    "FE80:0::1%en0, fe80::1%en0",
    // RFC 7239, 6
    "192.0.2.43:47011, 192.0.2.43",
    "[2001:db8:cafe:0::17]:4711, 2001:db8:cafe::17",
    "[::1], ::1",
    "192.0.2.1, 192.0.2.1",
  })
  void anAddressHasOneText(String written, String canonical) {
    assertEquals(canonical, canonical(written));
    assertEquals(canonical, canonical(canonical));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ":",
        ":::",
        "1",
        "host",
        "host:80",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1::2::3",
        "1:2:3:4:5:6:7::8",
        ":1::2",
        "1::2:",
        "12345::",
        "g::",
        "::1.2.3",
        "::1.2.3.4.5",
        "::256.1.1.1",
        "1.2.3.4::",
        "1:2:3:4:5:6:7:1.2.3.4",
        "fe80::1%",
        "::ffff:1.2.3.4%eth0",
        "1.2.3",
        "1.2.3.4.5",
        "01.2.3.4",
        "256.1.1.1",
        "1.2.3.4:",
        "1.2.3.4:x",
        "1.2.3.4:65536",
        "[::1",
        "[::1]x",
        "[1.2.3.4]",
        "1.2.3.4, 5.6.7.8",
        "1.2.3.4 ",
        "1..3.4"
      })
  void whatIsNoSingleAddressHasNone(String written) {
    assertNull(canonical(written));
  }

  @Test
  void itIsTheAddressThatJavaReadsInTheSameText() throws UnknownHostException {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 50_000; i++) {
      ByteBuffer bytes = ByteBuffer.allocate(16);
      for (int group = 0; group < 8; group++) {
        bytes.putShort(random.nextBoolean() ? 0 : (short) random.nextInt(1 << 16));
      }
      InetAddress address = InetAddress.getByAddress(bytes.array());
      String text = canonical(address.getHostAddress());
      assertEquals(address, InetAddress.getByName(text));
      assertEquals(text, canonical(text));
    }
  }

  private static String canonical(String written) {
    byte[] bytes = written.getBytes(StandardCharsets.UTF_8);
    byte[] canonical = IpAddress.canonical(bytes, 0, bytes.length);
    return canonical == null ? null : new String(canonical, StandardCharsets.UTF_8);
  }
}

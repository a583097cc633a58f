package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.simulate.Noise;
import io.crossroads.pipelines.simulate.Utf8Buffer;
import java.util.List;
import java.util.Locale;

/**
 * The clients of one kind of visitor, each with an address and a program. Their addresses are out
 * of 198.18.0.0/15 and 2001:db8::/32, which belong to nobody (RFC 2544, 3849). A host that writes
 * IPv6 in full writes other texts for the same addresses.
 */
final class Clients {

  private static final List<String> BROWSERS =
      List.of(
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/126.0.0.0 Safari/537.36",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
              + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
          "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko)"
              + " Chrome/126.0.0.0 Mobile Safari/537.36",
          "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0",
          "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
              + " Version/17.5 Safari/605.1.15",
          "MyApp/5.2 (iOS 17.5; iPhone15,2)",
          "okhttp/4.12.0");

  private final byte[][] shortForms;
  private final byte[][] fullForms;

  private Clients(int count, double ipv6, List<String> agents, Noise noise) {
    shortForms = new byte[count][];
    fullForms = new byte[count][];
    for (int i = 0; i < count; i++) {
      String agent = agents.get((int) (noise.uniform(i * 4L) * agents.size()));
      long bits = (long) (noise.uniform(i * 4L + 1) * (1L << 48));
      boolean newer = noise.uniform(i * 4L + 2) < ipv6;
      shortForms[i] = members(newer ? shortIpv6(bits) : ipv4(bits), agent);
      fullForms[i] = newer ? members(fullIpv6(bits), agent) : shortForms[i];
    }
  }

  /** The clients of one kind. */
  static Clients of(Visitor visitor, long seed) {
    Noise noise = new Noise(seed, 100 + visitor.ordinal());
    return switch (visitor) {
      case PERSON -> new Clients(5_000, 0.35, BROWSERS, noise);
      case STAFF -> new Clients(40, 0.1, BROWSERS.subList(0, 1), noise);
      case MONITOR -> new Clients(3, 0, List.of("kube-probe/1.29", "Prometheus/2.52.0"), noise);
      case BOT ->
          new Clients(
              60,
              0.2,
              List.of(
                  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
                  "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
                  "curl/8.5.0"),
              noise);
      case ATTACKER -> new Clients(200, 0.1, List.of("python-requests/2.32.3"), noise);
    };
  }

  /**
   * The members of a client's JSON object that tell of it.
   *
   * @param place which client, in [0, 1); those at small places are meant to come more often
   * @param full whether an IPv6 address is written in full
   */
  byte[] members(double place, boolean full) {
    byte[][] forms = full ? fullForms : shortForms;
    return forms[(int) (place * forms.length)];
  }

  private static byte[] members(String address, String agent) {
    return new Utf8Buffer().raw(",\"ip\":").text(address).raw(",\"ua\":").text(agent).toBytes();
  }

  private static String ipv4(long bits) {
    return "198." + (18 + (bits & 1)) + "." + (bits >> 1 & 0xff) + "." + (1 + (bits >> 9) % 254);
  }

  private static String shortIpv6(long bits) {
    return String.format(Locale.ROOT, "2001:db8:%x::%x", group(bits), group(bits >> 16));
  }

  private static String fullIpv6(long bits) {
    return String.format(
        Locale.ROOT, "2001:0DB8:%04X:0000:0000:0000:0000:%04X", group(bits), group(bits >> 16));
  }

  /** A group that is not zero. */
  private static long group(long bits) {
    return 1 + (bits & 0xffff) % 0xffff;
  }
}

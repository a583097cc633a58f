package io.crossroads.streaming;

import java.time.Instant;
import java.util.Locale;

/** Events of pipeline {@code traffic} as they stand in records. */
public final class TrafficEvents {

  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  private TrafficEvents() {}

  /** A valid event of number {@code i}: five sensors, one event a second. */
  public static String valid(long i) {
    return String.format(
        Locale.ROOT,
        "{\"sensor_id\":\"S%d\",\"timestamp\":\"%s\",\"average_speed\":%d.%02d,\"traffic_density\":%d.5}",
        i % 5 + 1,
        BEGIN.plusSeconds(i % 864_000),
        10 + i % 90,
        i % 100,
        i % 100);
  }

  /** An event whose speed is out of range. */
  public static String tooFast(long i) {
    return valid(i).replaceFirst("\"average_speed\":[0-9.]+", "\"average_speed\":1000");
  }
}

package io.crossroads.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * What the demo shows.
 *
 * @param duration how long sensors send at least, a second or more
 * @param rate events a second, at least 1
 * @param seed the same seed gives the same events
 * @param input the folder of historical CSV, which must exist
 * @param port where answers are served; empty for the usual one, or any other if that is taken
 * @param stays whether all stays up at the end until somebody stops it
 */
record DemoSettings(
    Duration duration, int rate, long seed, Path input, OptionalInt port, boolean stays) {

  private static final int GREATEST_PORT = 65_535;

  DemoSettings {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("duration must be at least 1s, not " + duration);
    }
    if (rate < 1) {
      throw new IllegalArgumentException("rate must be at least 1, not " + rate);
    }
    if (port.isPresent() && (port.getAsInt() < 1 || port.getAsInt() > GREATEST_PORT)) {
      throw new IllegalArgumentException(
          "port must be 1 to " + GREATEST_PORT + ", not " + port.getAsInt());
    }
    if (!Files.isDirectory(input)) {
      throw new IllegalArgumentException(
          "there is no folder " + input + " with historical CSV, see --input");
    }
  }
}

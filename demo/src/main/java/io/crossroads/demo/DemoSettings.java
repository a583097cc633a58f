package io.crossroads.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the demo shows.
 *
 * @param duration how long sensors send, at least a second
 * @param rate events a second, at least 1
 * @param seed the same seed gives the same events
 * @param input the folder of historical CSV, which must exist
 */
record DemoSettings(Duration duration, int rate, long seed, Path input) {

  DemoSettings {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("duration must be at least 1s, not " + duration);
    }
    if (rate < 1) {
      throw new IllegalArgumentException("rate must be at least 1, not " + rate);
    }
    if (!Files.isDirectory(input)) {
      throw new IllegalArgumentException(
          "there is no folder " + input + " with historical CSV, see --input");
    }
  }
}

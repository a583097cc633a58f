package io.crossroads.demo.setup;

import io.crossroads.pipelines.Pipeline;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the demo shows.
 *
 * @param duration how long sensors send at least, a second or more
 * @param pipelines what is shown, each once
 * @param givenRate events a second of each pipeline, at least 1; empty for a rate that suits it
 * @param seed the same seed gives the same events
 * @param input the folder of historical CSV, which must exist
 * @param port where answers are served; empty for the usual one, or any other if that is taken
 * @param stays whether all stays up at the end until somebody stops it
 */
public record DemoSettings(
    List<Pipeline> pipelines,
    Duration duration,
    OptionalInt givenRate,
    long seed,
    Path input,
    OptionalInt port,
    boolean stays) {

  private static final int GREATEST_PORT = 65_535;
  private static final int RATE_OF_ONE = 100;
  private static final int LEAST_RATE = 20;

  public DemoSettings {
    if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException("duration must be at least 1s, not " + duration);
    }
    pipelines = List.copyOf(pipelines);
    if (givenRate.isPresent() && givenRate.getAsInt() < 1) {
      throw new IllegalArgumentException("rate must be at least 1, not " + givenRate.getAsInt());
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

  /** Events a second: enough to look at, and not more than two cores take in of several. */
  public int rate(Pipeline pipeline) {
    return givenRate.orElse(
        pipelines.size() == 1
            ? RATE_OF_ONE
            : (int) Math.min(RATE_OF_ONE, Math.max(LEAST_RATE, pipeline.rate())));
  }

  /** Whether more than one is shown. */
  public boolean several() {
    return pipelines.size() > 1;
  }
}

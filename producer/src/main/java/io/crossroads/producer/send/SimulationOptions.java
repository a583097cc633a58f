package io.crossroads.producer.send;

import io.crossroads.cli.DurationConverter;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.simulate.DisturbanceShares;
import io.crossroads.pipelines.simulate.DisturbedSimulator;
import io.crossroads.pipelines.simulate.MissingReference;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is simulated: when it happens, and what is wrong with it. */
public final class SimulationOptions {

  private static final Instant EARLIEST = Instant.parse("2000-01-02T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "The same seed with the same options and --start gives the same bytes"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--start",
      paramLabel = "TIME",
      description =
          "When the first event happens, such as 2025-01-01T00:00:00Z (default: the wall clock"
              + " gives each event its time).")
  private Instant start;

  @Option(
      names = "--step",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Time from one event to the next, with --start (default: 1/rate).")
  private Duration step;

  @Option(
      names = "--invalid",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of records that must be rejected, 0 to 1 (default: ${DEFAULT-VALUE}).")
  private double invalid;

  @Option(
      names = "--late",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of events whose time is minutes to hours before the clock"
              + " (default: ${DEFAULT-VALUE}).")
  private double late;

  @Option(
      names = "--out-of-order",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Share of events that are sent a few records later (default: ${DEFAULT-VALUE}).")
  private double outOfOrder;

  @Option(
      names = "--duplicates",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = "Share of records that repeat one before (default: ${DEFAULT-VALUE}).")
  private double duplicates;

  @Option(
      names = "--drift",
      paramLabel = "SENSOR:PER_DAY",
      description =
          "Let one sensor drift inside its normal range, such as SENSOR_007:1.5, in units a day;"
              + " only of pipelines whose simulator can (iot).")
  private String drift;

  /** The simulator with all that is wrong with its events. */
  DisturbedSimulator simulator(Pipeline pipeline) {
    try {
      return new DisturbedSimulator(
          (drift == null ? pipeline.simulators() : pipeline.simulators("drift", drift)).apply(seed),
          pipeline.schema(),
          new DisturbanceShares(invalid, late, outOfOrder, duplicates),
          seed);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  /** The clock of the events. */
  EventClock clock(Rate rate) {
    if (start == null) {
      if (step != null) {
        throw wrong("--step needs --start: without it, the wall clock gives each event its time");
      }
      return EventClock.wall(rate);
    }
    if (start.isBefore(EARLIEST) || start.isAfter(LATEST)) {
      throw wrong("--start must be " + EARLIEST + " to " + LATEST + ", not " + start);
    }
    if (step == null && rate.isMax()) {
      throw wrong("--rate max with --start needs --step, such as --step 100ms");
    }
    long nanos = step == null ? Math.round(1e9 / rate.perSecond()) : step.toNanos();
    return EventClock.simulated(start, Duration.ofNanos(nanos));
  }

  /**
   * Says if the events will be rejected: they are too far in the future, or reference data does not
   * reach to their time.
   */
  void warn(Pipeline pipeline, PrintStream messages) {
    Instant now = Instant.now();
    if (start != null && start.isAfter(now.plus(Duration.ofHours(24)))) {
      messages.println(
          "warning: events at " + start + " are over 24 h ahead and will be rejected as bad_time");
    }
    MissingReference.of(pipeline, start == null ? now : start, now)
        .ifPresent(missing -> messages.println("warning: " + missing));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}

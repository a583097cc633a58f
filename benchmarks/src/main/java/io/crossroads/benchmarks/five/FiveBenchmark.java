package io.crossroads.benchmarks.five;

import io.crossroads.benchmarks.ApplicationUsage;
import io.crossroads.benchmarks.Folders;
import io.crossroads.cli.Commands;
import io.crossroads.cli.DurationConverter;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How fresh every pipeline is when all run in one application: from the time at which an event is
 * made and sent to the first look, every 20 ms, that finds it in the store; broker, PostgreSQL,
 * application and a producer for each pipeline share the machine.
 */
@Command(
    name = "benchmarks/run five",
    mixinStandardHelpOptions = true,
    description = {
      "Runs all pipelines in one application and measures how long after it was sent each event is",
      "in the store, what lags, and what memory and processors the application takes; then that",
      "every record sent was archived or rejected once. Fails if one was not."
    })
public final class FiveBenchmark implements Callable<Integer> {

  private static final Duration WARM_UP = Duration.ofSeconds(30);

  /** Where a benchmark asks for more than the pipeline's own. */
  private static final Map<String, Double> RATES = Map.of("traffic", 1_000.0);

  private static final int MOST_LINES = 10;

  @Spec private CommandSpec spec;

  @Option(
      names = "--duration",
      defaultValue = "10m",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "How long is measured, after all have begun and 30 s have warmed up (default: ${DEFAULT-VALUE}).")
  private Duration duration;

  @Option(
      names = "--rate",
      paramLabel = "PIPELINE=N",
      split = ",",
      description = {
        "Events a second of a pipeline, at most 1000, as times of events are then whole",
        "milliseconds (default: traffic=1000, others as the pipeline says)."
      })
  private Map<String, Double> rates = Map.of();

  @Option(
      names = "--memory",
      defaultValue = "4g",
      paramLabel = "SIZE",
      description = "The heap that the application may have at most (default: ${DEFAULT-VALUE}).")
  private String memory;

  @ArgGroup private FaultOptions faults = new FaultOptions();

  /** At most one of them. */
  static final class FaultOptions {

    @Option(
        names = "--postgres-away",
        converter = DurationConverter.class,
        paramLabel = "TIME",
        description = "Stop PostgreSQL for so long in the middle.")
    private Duration postgresAway;

    @Option(
        names = "--delete-topic",
        paramLabel = "PIPELINE",
        description = "Delete a pipeline's topic after a third of the time; a new one comes later.")
    private String deleteTopic;
  }

  /** Prints the figures. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new FiveBenchmark(), arguments));
  }

  @Override
  public Integer call() throws Exception {
    Fault fault = fault();
    Path folder = Files.createTempDirectory("crossroads-five-");
    try (FivePipelines pipelines = FivePipelines.start(folder, memory)) {
      measure(pipelines, fault);
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private Fault fault() {
    if (duration.compareTo(Duration.ofSeconds(3)) < 0) {
      throw wrong("--duration must be at least 3s, not " + duration);
    }
    rates.forEach(
        (pipeline, rate) -> {
          named(pipeline);
          if (!(rate > 0 && rate <= 1_000)) {
            throw wrong("--rate of " + pipeline + " must be over 0 and at most 1000, not " + rate);
          }
        });
    if (faults.postgresAway != null) {
      if (faults.postgresAway.compareTo(duration) >= 0) {
        throw wrong(
            "--postgres-away must be shorter than --duration "
                + duration
                + ", not "
                + faults.postgresAway);
      }
      return new Fault.PostgresAway(faults.postgresAway);
    }
    return faults.deleteTopic == null
        ? new Fault.None()
        : new Fault.TopicDeleted(named(faults.deleteTopic));
  }

  private Pipeline named(String name) {
    try {
      return Pipelines.named(name);
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private double rate(Pipeline pipeline) {
    String name = pipeline.name();
    return rates.getOrDefault(name, RATES.getOrDefault(name, pipeline.rate()));
  }

  private void measure(FivePipelines pipelines, Fault fault)
      throws IOException, InterruptedException, ExecutionException, SQLException {
    for (Pipeline pipeline : FivePipelines.all()) {
      pipelines.produce(pipeline, rate(pipeline));
    }
    pipelines.awaitBegun();
    LockSupport.parkNanos(WARM_UP.toNanos());
    List<Pipeline> whole =
        FivePipelines.all().stream()
            .filter(pipeline -> !fault.lost().equals(Optional.of(pipeline)))
            .toList();
    System.out.printf(
        Locale.ROOT,
        "(h) %d pipelines in one application for %d s%n",
        FivePipelines.all().size(),
        duration.toSeconds());
    FiveFigures figures = new FiveFigures(pipelines, whole);
    List<Phase> phases;
    int linesBefore = pipelines.problems().size();
    try (ApplicationUsage application = ApplicationUsage.of(pipelines.stream().pid())) {
      long now = Phase.now();
      phases = fault.run(pipelines, new Phase("", now, now + duration.toNanos() / 1_000));
      figures.printLag();
      System.out.println("the application: " + application.figures());
    }
    pipelines.endSending(whole);
    pipelines.awaitTakenIn(whole);
    figures.printFreshness(phases, fault.holdsUpAll());
    List<String> problems = pipelines.problems();
    problems.subList(linesBefore, problems.size()).stream()
        .distinct()
        .limit(MOST_LINES)
        .forEach(line -> System.out.println("  it said: " + line));
    figures.requireExact();
  }
}

package io.crossroads.demo;

import io.crossroads.cli.DurationConverter;
import io.crossroads.cli.GracefulStop;
import io.crossroads.demo.process.Programs;
import io.crossroads.demo.process.StoppedException;
import io.crossroads.demo.setup.DemoFolder;
import io.crossroads.demo.setup.DemoSettings;
import io.crossroads.demo.watch.Screen;
import io.crossroads.embedded.Repository;
import io.crossroads.pipelines.Pipelines;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs everything once on this machine and proves what came out. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description =
        "Starts a Kafka broker, PostgreSQL, the jobs and the serving layer as processes of their"
            + " own, sends simulated events (a city's road sensors) through them into Parquet and live numbers, turns"
            + " historical CSV into Parquet, and proves from the tables that each record sent is"
            + " there once and that answers over HTTP are what the tables say. Nothing runs when it"
            + " ends.")
final class DemoCommand implements Callable<Integer> {

  /** The exit code of a run that Ctrl-C or SIGTERM ended. */
  static final int STOPPED = 130;

  private final GracefulStop stop;

  @Spec private CommandSpec spec;

  @Option(
      names = "--duration",
      defaultValue = "30s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "How long sensors send, such as 30s (default: ${DEFAULT-VALUE}); they go on until"
              + " 'views' has moved the horizon to a full minute, which takes up to 80 s.")
  private Duration duration;

  @Option(
      names = "--pipelines",
      defaultValue = "traffic",
      split = ",",
      paramLabel = "NAME",
      description =
          "What is shown: pipelines with commas between, or 'all' (default: ${DEFAULT-VALUE}).")
  private List<String> pipelines;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description =
          "Events a second of each pipeline (default: 100 of a single one; of several 20 to 100"
              + " each).")
  private Integer rate;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "The same seed gives the same events (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--demo-home",
      paramLabel = "FOLDER",
      description =
          "Where everything is kept, emptied at each start (default: .demo in the repository).")
  private Path home;

  @Option(
      names = "--input",
      paramLabel = "FOLDER",
      description = "Historical CSV (default: data in the repository).")
  private Path input;

  @Option(
      names = "--port",
      paramLabel = "NUMBER",
      description = "Where to answer over HTTP (default: 8000, or any free one if that is taken).")
  private Integer port;

  @Option(
      names = "--stay",
      negatable = true,
      description =
          "Whether all stays up at the end, to be asked, until Ctrl-C (default: on a terminal).")
  private Boolean stays;

  DemoCommand(GracefulStop stop) {
    this.stop = stop;
  }

  @Override
  public Integer call() {
    PrintStream out = System.out;
    stop.onRequest(
        () -> {
          out.print(" stopping ");
          out.flush();
        });
    Programs.requireBuilt();
    DemoSettings settings = settings();
    try (DemoFolder folder = DemoFolder.claim(absolute(home, ".demo"))) {
      new Demo(settings, folder, stop, out).run();
      return 0;
    } catch (StoppedException asked) {
      out.println("stopped, nothing is left running");
      return STOPPED;
    }
  }

  private DemoSettings settings() {
    try {
      return new DemoSettings(
          pipelines.contains("all")
              ? Pipelines.all()
              : pipelines.stream().distinct().map(Pipelines::named).toList(),
          duration,
          rate == null ? OptionalInt.empty() : OptionalInt.of(rate),
          seed,
          absolute(input, "data"),
          port == null ? OptionalInt.empty() : OptionalInt.of(port),
          stays == null ? Screen.isTerminal() : stays);
    } catch (IllegalArgumentException wrong) {
      throw new ParameterException(spec.commandLine(), wrong.getMessage(), wrong);
    }
  }

  private static Path absolute(Path given, String standard) {
    return (given == null ? Repository.root().resolve(standard) : given.toAbsolutePath())
        .normalize();
  }
}

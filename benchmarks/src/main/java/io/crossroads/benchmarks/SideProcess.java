package io.crossroads.benchmarks;

import io.crossroads.embedded.Launch;
import io.crossroads.embedded.LogTail;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.TiedProcess;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Runs a part of a benchmark in a process of its own, with Spark and its Kafka source at hand. */
final class SideProcess {

  /** What a line of figures begins with. */
  static final String FIGURES = "figures: ";

  private static final Duration LONGEST_RUN = Duration.ofMinutes(15);

  private SideProcess() {}

  /**
   * Runs a class to its end.
   *
   * @param log takes its output
   * @param heap such as {@code 2g}
   * @return the figures that it printed
   * @throws IllegalStateException if it failed, with the end of its log
   */
  static List<String> run(Path log, String heap, Class<?> main, List<String> arguments)
      throws InterruptedException {
    String classPath =
        String.join(
            File.pathSeparator,
            // First what a user of Spark has: the benchmarks have a newer Kafka client of their
            // own.
            Repository.classPath("embedded/spark"),
            Repository.built("spark-streaming-job/target/spark-streaming-job.jar").toString(),
            System.getProperty("java.class.path"));
    List<String> options =
        List.of(
            "@" + Repository.built("conf/spark-java-options"),
            "-Dlog4j2.configurationFile=" + Repository.built("conf/log4j2.properties").toUri(),
            "-Xmx" + heap,
            "-cp",
            classPath);
    Launch launch = Launch.java(log, options, List.of(main.getName()), arguments);
    return await(TiedProcess.start(launch), main.getSimpleName());
  }

  /**
   * Runs a class of {@code benchmarks/peers} to its end, with nothing of ours on its class path.
   *
   * @param log takes its output
   * @param heap such as {@code 2g}
   * @param main the class's simple name
   * @return the figures that it printed
   * @throws IllegalStateException if it failed, with the error
   */
  static List<String> peer(Path log, String heap, String main, List<String> arguments)
      throws InterruptedException {
    String classPath =
        String.join(
            File.pathSeparator,
            Repository.built("benchmarks/peers/target/classes").toString(),
            Repository.classPath("benchmarks/peers"));
    List<String> options = List.of("-Xmx" + heap, "-cp", classPath);
    List<String> program = List.of("io.crossroads.benchmarks.peers." + main);
    return await(TiedProcess.start(Launch.java(log, options, program, arguments)), main);
  }

  /** The first error of a log and what is at its root; its last lines where it names none. */
  static String cause(List<String> log) {
    List<String> errors =
        log.stream()
            .filter(line -> line.matches("(.*\\s|Caused by: )?[\\w.$]+(Exception|Error)\\b.*"))
            .toList();
    if (errors.isEmpty()) {
      return String.join("\n", log.subList(Math.max(0, log.size() - 10), log.size()));
    }
    return errors.stream()
        .filter(line -> line.startsWith("Caused by: "))
        .reduce((first, second) -> second)
        .map(root -> errors.get(0) + "\n" + root)
        .orElse(errors.get(0));
  }

  /** Waits for the end of a process, which must be a success. */
  static List<String> await(TiedProcess started, String name) throws InterruptedException {
    try (TiedProcess process = started) {
      int exitCode = process.await(LONGEST_RUN).orElse(-1);
      if (exitCode != 0) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%s ended with %d: %s",
                name,
                exitCode,
                cause(LogTail.lines(process.log(), Integer.MAX_VALUE / 4096))));
      }
      List<String> figures = new ArrayList<>();
      for (String line : LogTail.lines(process.log(), Integer.MAX_VALUE)) {
        if (line.startsWith(FIGURES)) {
          figures.add(line.substring(FIGURES.length()));
        }
      }
      return figures;
    }
  }
}

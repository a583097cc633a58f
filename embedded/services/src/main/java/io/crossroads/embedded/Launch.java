package io.crossroads.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What to start as a process of its own, and how.
 *
 * @param command the program and its arguments
 * @param environment added to this process's own environment
 * @param folder the working directory
 * @param output the file that takes standard output, appended to; its folder is created
 * @param log the file that takes standard error, appended to; often the same
 * @param stopSignal the signal that asks for a graceful stop, without SIG, such as {@code TERM}
 */
public record Launch(
    List<String> command,
    Map<String, String> environment,
    Path folder,
    Path output,
    Path log,
    String stopSignal) {

  public Launch {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /**
   * A program that SIGTERM stops, with all output in one file, in this process's working directory
   * and environment.
   */
  public static Launch of(Path log, List<String> command) {
    return new Launch(command, Map.of(), Path.of("").toAbsolutePath(), log, log, "TERM");
  }

  /**
   * A Java program, run by the Java that runs this. Its charset is UTF-8, as of every Java from 18
   * on: Hadoop names files to programs of the system, in whatever charset is the default.
   *
   * @param options of the virtual machine, such as {@code -Xmx1g}
   * @param program {@code -cp}, class path and main class, or {@code -jar} and a file
   * @param arguments of the program
   */
  public static Launch java(
      Path log, List<String> options, List<String> program, List<String> arguments) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(List.of(java, "-Dfile.encoding=UTF-8"));
    Stream.of(options, program, arguments).forEach(command::addAll);
    return of(log, command);
  }

  /** The same with further environment variables. */
  public Launch withEnvironment(Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(variables);
    return new Launch(command, all, folder, output, log, stopSignal);
  }

  /** The same with a file of its own for what it prints as its result. */
  public Launch printingTo(Path file) {
    return new Launch(command, environment, folder, file, log, stopSignal);
  }

  /** The same in another working directory. */
  public Launch in(Path workingFolder) {
    return new Launch(command, environment, workingFolder, output, log, stopSignal);
  }

  /** The same with another signal for a graceful stop. */
  public Launch stoppedBy(String signal) {
    return new Launch(command, environment, folder, output, log, signal);
  }
}

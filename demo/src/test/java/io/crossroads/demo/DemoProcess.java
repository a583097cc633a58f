package io.crossroads.demo;

import io.crossroads.embedded.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A demo as people start it, and all processes that it was ever seen to have. */
final class DemoProcess implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 300;

  /** A program that a script started in the background ignores SIGINT, and so do its children. */
  private static final String OBEYING_CTRL_C = "$SIG{INT} = 'DEFAULT'; exec @ARGV";

  private final Process process;
  private final Path output;
  private final long begin = System.nanoTime();
  private final Set<ProcessHandle> seen = new HashSet<>();

  private DemoProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts one.
   *
   * @param javaOptions what the machine is like for every Java program, such as its language
   */
  static DemoProcess start(
      Path output, String javaOptions, Path home, Path input, String... options)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "perl",
                "-e",
                OBEYING_CTRL_C,
                Repository.root().resolve("bin/crossroads").toString(),
                "demo",
                "--demo-home",
                home.toString(),
                "--input",
                input.toString()));
    command.addAll(List.of(options));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("JAVA_TOOL_OPTIONS", javaOptions);
    return new DemoProcess(builder.start(), output);
  }

  /** Waits for a line that contains a text. */
  void awaitOutput(String text) throws Exception {
    while (!output().contains(text)) {
      if (!lookAgain()) {
        throw new AssertionError("no '" + text + "' in:\n" + output());
      }
    }
  }

  /** Waits for the end and returns the exit code. */
  int awaitEnd() throws Exception {
    while (lookAgain()) {
      // meanwhile it starts processes
    }
    return process.exitValue();
  }

  private boolean lookAgain() throws Exception {
    process.descendants().forEach(seen::add);
    boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
    if (System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)) {
      throw new AssertionError("still running after " + PATIENCE_SECONDS + " s:\n" + output());
    }
    return !ended;
  }

  /** Sends a signal to the demo alone. */
  void signal(String name) throws Exception {
    signal(name, process.pid());
  }

  /** Sends a signal to the one process of the demo whose command line has a text. */
  void signal(String name, String commandLine) throws Exception {
    for (ProcessHandle child : process.children().toList()) {
      if (commandLine(child).contains(commandLine)) {
        signal(name, child.pid());
        return;
      }
    }
    throw new AssertionError("no process with " + commandLine);
  }

  private static void signal(String name, long pid) throws Exception {
    new ProcessBuilder("kill", "-s", name, Long.toString(pid)).inheritIO().start().waitFor();
  }

  private static String commandLine(ProcessHandle child) throws IOException {
    Process ps =
        new ProcessBuilder("ps", "-ww", "-o", "command=", "-p", Long.toString(child.pid())).start();
    return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** What the demo in a folder tells shells of itself. */
  static Map<String, String> environment(Path home) throws IOException {
    return Files.readAllLines(home.resolve("env")).stream()
        .map(line -> line.replaceFirst("^export ", "").replace("'", "").split("=", 2))
        .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  /** Every process that was seen, however short its life. */
  int seenProcesses() {
    return seen.size();
  }

  /** Those that run; one that ended has no program any more, even if nobody has buried it. */
  List<ProcessHandle> left() {
    return seen.stream()
        .filter(handle -> handle.isAlive() && handle.info().command().isPresent())
        .toList();
  }

  String output() {
    try {
      return Files.readString(output);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    left().forEach(ProcessHandle::destroyForcibly);
  }
}

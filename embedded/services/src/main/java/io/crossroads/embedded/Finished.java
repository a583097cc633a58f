package io.crossroads.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Runs a short program to its end. */
final class Finished {

  private static final int SHOWN_LINES = 10;

  private Finished() {}

  /**
   * Runs a program with a text as its input and its output appended to a log.
   *
   * @throws IllegalStateException if its exit code is not 0, with the end of the log
   */
  static void run(Path log, List<String> command, String input) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .start();
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input.getBytes(StandardCharsets.UTF_8));
    }
    if (exitCode(process) != 0) {
      throw new IllegalStateException(
          String.join(" ", command)
              + " failed:\n"
              + String.join("\n", LogTail.lines(log, SHOWN_LINES)));
    }
  }

  private static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", interrupted);
    }
  }
}

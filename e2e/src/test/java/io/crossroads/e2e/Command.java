package io.crossroads.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of this machine, run to its end. */
record Command(List<String> words, Map<String, String> environment, Duration limit, String input) {

  /** What it printed on both streams, and its exit code. */
  record Outcome(int code, String output) {}

  static Command of(String... words) {
    return new Command(List.of(words), Map.of(), Duration.ofMinutes(2), "");
  }

  Command within(Duration longest) {
    return new Command(words, environment, longest, input);
  }

  Command with(Map<String, String> variables) {
    return new Command(words, variables, limit, input);
  }

  Command reading(String text) {
    return new Command(words, environment, limit, text);
  }

  /**
   * Runs it.
   *
   * @throws AssertionError if it does not end in time; then it is ended
   */
  Outcome run() {
    try {
      Path output = Files.createTempFile("command", ".txt");
      try {
        return run(output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs it and returns what it printed; any exit code but 0 is an error. */
  String check() {
    Outcome outcome = run();
    if (outcome.code() != 0) {
      throw new AssertionError(
          String.format(
              Locale.ROOT,
              "%s ended with %d:%n%s",
              String.join(" ", words),
              outcome.code(),
              outcome.output()));
    }
    return outcome.output();
  }

  private Outcome run(Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (var standardInput = process.getOutputStream()) {
      standardInput.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended, or does not read: its exit code tells.
    }
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "%s did not end within %s:%n%s",
                String.join(" ", words),
                limit,
                Files.readString(output)));
      }
      return new Outcome(process.exitValue(), Files.readString(output));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + words.get(0) + " ran", e);
    } finally {
      process.destroyForcibly();
    }
  }
}

package io.crossroads.embedded;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits until a process is ready to serve, or says why it is not. */
final class Startup {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int SHOWN_LINES = 20;

  private Startup() {}

  /**
   * Returns when it is ready.
   *
   * @throws IllegalStateException if it ends or is not ready after a minute, with the end of its
   *     log; it is then killed
   */
  static void await(String name, TiedProcess process, BooleanSupplier ready) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        String problem =
            process.isAlive() ? " is not ready after " + TIMEOUT : " ended at its start";
        process.kill();
        throw new IllegalStateException(
            name
                + problem
                + ", see "
                + process.log()
                + ":\n"
                + String.join("\n", LogTail.lines(process.log(), SHOWN_LINES)));
      }
      pause(process);
    }
  }

  private static void pause(TiedProcess process) {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException interrupted) {
      process.kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + process.log());
    }
  }
}

package io.crossroads.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A server as a process of its own, on a port of 127.0.0.1 that it keeps over restarts. */
abstract class EmbeddedServer implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  final int port = FreePorts.next();
  private final String name;
  private TiedProcess process;

  /**
   * A server that does not run yet.
   *
   * @param name what messages call it
   */
  EmbeddedServer(String name) {
    this.name = name;
  }

  /** The file with the output of all its runs. */
  public abstract Path log();

  /** Starts the process and waits until it serves. */
  final void start(Launch launch, BooleanSupplier serves) {
    process = TiedProcess.start(launch);
    Startup.await(name, process, serves);
  }

  final void requireNotRunning() {
    if (isRunning()) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s on port %d runs already", name, port));
    }
  }

  public final boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Stops it by SIGKILL, as a crash would; it can be started again with its data. */
  public final void kill() {
    process.kill();
  }

  /** Stops it gracefully, which ends all connections; it can be started again with its data. */
  public final void stop() {
    if (process != null) {
      process.stop(STOP_TIMEOUT);
    }
  }

  @Override
  public final void close() {
    stop();
  }
}

package io.crossroads.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A child process that does not outlive this one, even if this one gets SIGKILL, and that a Ctrl-C
 * at the terminal does not reach, so that its parent decides when it stops.
 *
 * <p>A shell watches the pipe from this process and replaces itself by the program: when the pipe
 * ends, so does the program, gracefully within five seconds or else by SIGKILL. The program hears
 * SIGINT even where this process was started in the background of a script, and so ignores it.
 */
public final class TiedProcess implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(20);

  private static final long POLL_NANOS = 5_000_000;

  private static final String TIE =
      """
      signal=$1; shift
      exec 3<&0 </dev/null
      (
        trap '' INT HUP TERM
        cat <&3
        kill -s "$signal" $$ || exit 0
        for second in 1 2 3 4 5; do
          sleep 1
          kill -0 $$ || exit 0
        done
        kill -s KILL $$
      ) >/dev/null 2>&1 &
      exec 3<&-
      if command -v setsid >/dev/null; then
        if env --default-signal=INT true 2>/dev/null; then set -- env --default-signal=INT "$@"; fi
        exec setsid "$@"
      fi
      exec perl -e 'setpgrp; $SIG{INT} = "DEFAULT"; exec @ARGV' "$@"
      """;

  /** Keeps the pipes open: a process that nobody refers to would be collected, and so stopped. */
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  private final Launch launch;
  private final Process process;

  private TiedProcess(Launch launch, Process process) {
    this.launch = launch;
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @throws UncheckedIOException if the log cannot be written or the shell not be started; a
   *     program that does not exist ends with exit code 127
   */
  public static TiedProcess start(Launch launch) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", TIE, "sh"));
    command.add(launch.stopSignal());
    command.addAll(launch.command());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(launch.folder().toFile())
            .redirectOutput(Redirect.appendTo(launch.output().toFile()))
            .redirectError(Redirect.appendTo(launch.log().toFile()));
    builder.environment().putAll(launch.environment());
    try {
      Files.createDirectories(launch.output().toAbsolutePath().getParent());
      Files.createDirectories(launch.log().toAbsolutePath().getParent());
      Process process = builder.start();
      RUNNING.add(process);
      process.onExit().thenAccept(RUNNING::remove);
      return new TiedProcess(launch, process);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The operating system's number of the program. */
  public long pid() {
    return process.pid();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The file with what it says of its work. */
  public Path log() {
    return launch.log();
  }

  /** Waits for the end and returns the exit code; empty if it still runs after the timeout. */
  public OptionalInt await(Duration timeout) throws InterruptedException {
    return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)
        ? OptionalInt.of(process.exitValue())
        : OptionalInt.empty();
  }

  /** Sends a signal, such as {@code INT}; nothing happens if the process has ended. */
  public void signal(String name) {
    if (process.isAlive()) {
      try {
        new ProcessBuilder("kill", "-s", name, Long.toString(pid())).start().waitFor();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Asks for a graceful stop, and kills what still runs after the timeout.
   *
   * @return whether it stopped by itself
   */
  public boolean stop(Duration timeout) {
    signal(launch.stopSignal());
    try {
      if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        return true;
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    kill();
    return false;
  }

  /** Ends it and all that it started at once, by SIGKILL, and waits until they are gone. */
  public void kill() {
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
    while (descendants.stream().anyMatch(TiedProcess::runs)) {
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  /** An orphan that ended has no program any more, however late the system buries it. */
  private static boolean runs(ProcessHandle descendant) {
    return descendant.isAlive() && descendant.info().command().isPresent();
  }

  @Override
  public void close() {
    stop(CLOSE_TIMEOUT);
  }
}

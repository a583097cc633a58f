package io.crossroads.demo.process;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.GracefulStop;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.LogTail;
import io.crossroads.embedded.TiedProcess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/** The processes of a demo: none is left when this is closed, and none fails unnoticed. */
public final class Children implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final int SHOWN_LINES = 20;
  private static final int ENDED_BY_SIGTERM = 143;

  private final GracefulStop stop;
  private final Deque<Child> latestFirst = new ArrayDeque<>();

  /** A process and what people call it. */
  public record Child(String name, TiedProcess process) {

    /** The last line that it printed. */
    public String lastLine() {
      List<String> lines = LogTail.lines(process.log(), 1);
      return lines.isEmpty() ? "" : lines.get(0);
    }
  }

  /** No processes yet; none is started once a stop is requested. */
  public Children(GracefulStop stop) {
    this.stop = stop;
  }

  /**
   * Starts one.
   *
   * @throws StoppedException if the demo was asked to stop
   */
  public Child start(String name, Launch launch) {
    requireGoingOn();
    Child child = new Child(name, TiedProcess.start(launch));
    latestFirst.push(child);
    return child;
  }

  /**
   * Whether it has done its work.
   *
   * @throws CommandFailure if it has failed
   * @throws StoppedException if the demo was asked to stop
   */
  public boolean isDone(Child child) {
    requireGoingOn();
    OptionalInt code = await(child, Duration.ZERO);
    if (code.isPresent() && code.getAsInt() != 0) {
      throw failure(child, "ended with exit code " + code.getAsInt());
    }
    return code.isPresent();
  }

  /**
   * Waits until it has done its work.
   *
   * @throws CommandFailure if it fails
   * @throws StoppedException if the demo is asked to stop
   */
  public void awaitDone(Child child) {
    while (!isDone(child)) {
      pause();
    }
  }

  /**
   * Nothing happens if it runs.
   *
   * @throws CommandFailure if it has ended, which it should not
   */
  public void requireRunning(Child child) {
    if (isDone(child)) {
      throw failure(child, "ended by itself");
    }
  }

  /**
   * Ends it gracefully.
   *
   * @throws CommandFailure if it does not end in time, or reports a failure
   */
  public void end(Child child) {
    if (!child.process().stop(STOP_TIMEOUT)) {
      throw failure(child, "did not stop within " + STOP_TIMEOUT.toSeconds() + " s");
    }
    int code = await(child, Duration.ZERO).orElseThrow();
    if (code != 0 && code != ENDED_BY_SIGTERM) {
      throw failure(child, "stopped with exit code " + code);
    }
  }

  /** What to say of a process that failed: why, and the end of its log. */
  public static CommandFailure failure(Child child, String what) {
    return new CommandFailure(
        String.format(
            Locale.ROOT,
            "%s %s, see %s, which ends with:%n%s",
            child.name(),
            what,
            child.process().log(),
            String.join("\n", LogTail.lines(child.process().log(), SHOWN_LINES))));
  }

  /**
   * Waits a moment before the next look.
   *
   * @throws StoppedException if the demo is asked to stop
   */
  public void pause() {
    requireGoingOn();
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  void requireGoingOn() {
    if (stop.requested()) {
      throw new StoppedException();
    }
  }

  private static OptionalInt await(Child child, Duration timeout) {
    try {
      return child.process().await(timeout);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  @Override
  public void close() {
    while (!latestFirst.isEmpty()) {
      latestFirst.pop().process().stop(STOP_TIMEOUT);
    }
  }
}

package io.crossroads.streaming.query;

import io.crossroads.cli.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs several things beside each other. One that cannot go on says why, and is tried again after a
 * pause as long as another one runs; if none does, they end with what the first of them said. When
 * they fail fast, the first that cannot go on ends the others.
 */
public final class SideBySide {

  private static final Logger LOG = LoggerFactory.getLogger(SideBySide.class);

  private final List<LongRunning> parts;
  private final Duration pause;
  private final boolean failFast;
  private final Map<LongRunning, CommandFailure> failed = new LinkedHashMap<>();
  private int running;

  /**
   * Nothing runs yet.
   *
   * @param pause before a job is tried again; zero to try each just once
   * @param failFast whether one that cannot go on ends the others
   */
  public SideBySide(List<? extends LongRunning> parts, Duration pause, boolean failFast) {
    this.parts = List.copyOf(parts);
    this.pause = pause;
    this.failFast = failFast;
    this.running = parts.size();
  }

  /**
   * Runs them to their end.
   *
   * @throws CommandFailure if one of them could not go on to its end
   */
  public void run() {
    List<Thread> threads = new ArrayList<>();
    for (LongRunning part : parts) {
      Thread thread = new Thread(() -> attend(part), part.name());
      threads.add(thread);
      thread.start();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
    synchronized (this) {
      failed.values().stream()
          .findFirst()
          .ifPresent(
              failure -> {
                throw failure;
              });
    }
  }

  /** Lets all of them finish what they have begun. */
  public void stop() {
    stop(parts);
  }

  /** All at once, as each may have a batch to finish. */
  static void stop(Collection<? extends LongRunning> parts) {
    List<Thread> threads = parts.stream().map(part -> new Thread(part::stop)).toList();
    threads.forEach(Thread::start);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attend(LongRunning part) {
    boolean again = true;
    while (again) {
      try {
        part.run();
        ended();
        again = false;
      } catch (CommandFailure failure) {
        again = isTriedAgain(part, failure);
      } catch (RuntimeException | Error failure) {
        again =
            isTriedAgain(
                part, new CommandFailure("failed: " + RetryBackoff.reason(failure), failure));
      }
    }
  }

  private synchronized void ended() {
    running--;
    notifyAll();
  }

  private boolean isTriedAgain(LongRunning part, CommandFailure failure) {
    boolean again = waitAfter(part, failure);
    if (failFast) {
      stop(parts.stream().filter(other -> other != part).toList());
    }
    return again;
  }

  /** Whether to try again: after the pause, if somebody else runs by then. */
  private synchronized boolean waitAfter(LongRunning part, CommandFailure failure) {
    running--;
    failed.put(part, failure);
    notifyAll();
    LOG.error("{} cannot go on: {}", part.name(), failure.getMessage());
    if (failFast) {
      return false;
    }
    long until = System.nanoTime() + pause.toNanos();
    try {
      for (long left = pause.toMillis(); left > 0 && running > 0; ) {
        wait(left);
        left = (until - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    if (running == 0 || pause.isZero()) {
      return false;
    }
    failed.remove(part);
    running++;
    return true;
  }
}

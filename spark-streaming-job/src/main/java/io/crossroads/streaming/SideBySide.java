package io.crossroads.streaming;

import io.crossroads.cli.CommandFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs several jobs beside each other. One that cannot go on says why, and is tried again after a
 * pause as long as another one runs; if none does, they end with what the first of them said. When
 * they fail fast, the first that cannot go on ends the others.
 */
final class SideBySide {

  /** Time between two attempts of a job that could not go on. */
  static final Duration PAUSE = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(SideBySide.class);

  private final List<TopicJob> jobs;
  private final Duration pause;
  private final boolean failFast;
  private final Map<TopicJob, CommandFailure> failed = new LinkedHashMap<>();
  private int running;

  /**
   * Nothing runs yet.
   *
   * @param pause before a job is tried again; zero to try each just once
   * @param failFast whether a job that cannot go on ends the others
   */
  SideBySide(List<TopicJob> jobs, Duration pause, boolean failFast) {
    this.jobs = List.copyOf(jobs);
    this.pause = pause;
    this.failFast = failFast;
    this.running = jobs.size();
  }

  /**
   * Runs them to their end.
   *
   * @throws CommandFailure if one of them could not go on to its end
   */
  void run() {
    List<Thread> threads = new ArrayList<>();
    for (TopicJob job : jobs) {
      Thread thread = new Thread(() -> attend(job), job.name());
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

  private void attend(TopicJob job) {
    boolean again = true;
    while (again) {
      try {
        job.run();
        ended();
        again = false;
      } catch (CommandFailure failure) {
        again = isTriedAgain(job, failure);
      } catch (RuntimeException | Error failure) {
        again =
            isTriedAgain(job, new CommandFailure("failed: " + Failures.reason(failure), failure));
      }
    }
  }

  private synchronized void ended() {
    running--;
    notifyAll();
  }

  private boolean isTriedAgain(TopicJob job, CommandFailure failure) {
    boolean again = waitAfter(job, failure);
    if (failFast) {
      jobs.stream().filter(other -> other != job).forEach(GracefulStop::stop);
    }
    return again;
  }

  /** Whether to try again: after the pause, if somebody else runs by then. */
  private synchronized boolean waitAfter(TopicJob job, CommandFailure failure) {
    running--;
    failed.put(job, failure);
    notifyAll();
    LOG.error("{} cannot go on: {}", job.name(), failure.getMessage());
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
    failed.remove(job);
    running++;
    return true;
  }
}

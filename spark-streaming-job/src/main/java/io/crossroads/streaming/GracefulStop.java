package io.crossroads.streaming;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Stops a job when the process is asked to end (SIGTERM, Ctrl-C): before Spark's own hooks stop
 * Spark. The process then ends with the exit code of the signal, 143 or 130.
 */
final class GracefulStop {

  /** Spark stops its context at 50, through a hook of Hadoop's at 40. */
  private static final int BEFORE_SPARK = 100;

  private static final Duration FOR_THE_BATCH = Duration.ofSeconds(30);
  private static final Duration IN_ALL = FOR_THE_BATCH.plusSeconds(15);

  private GracefulStop() {}

  /** Runs a job to its end, which the end of the process may bring early. */
  static void run(TopicJob job) {
    run(List.of(job), job::run);
  }

  /** Runs several jobs by whatever runs them to their end. */
  static void run(List<TopicJob> jobs, Runnable all) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable hook =
        () -> {
          jobs.parallelStream().forEach(GracefulStop::stop);
          stopped.countDown();
        };
    ShutdownHookManager hooks = ShutdownHookManager.get();
    hooks.addShutdownHook(hook, BEFORE_SPARK, IN_ALL.toSeconds(), TimeUnit.SECONDS);
    try {
      all.run();
    } finally {
      if (hooks.isShutdownInProgress()) {
        await(stopped);
      } else {
        hooks.removeShutdownHook(hook);
      }
    }
  }

  /** Whoever runs the job closes what it works with, which the hook still needs. */
  private static void await(CountDownLatch stopped) {
    try {
      stopped.await(IN_ALL.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets a job finish its batch, and tells where it stood. */
  static void stop(TopicJob job) {
    try {
      String position =
          job.stop(FOR_THE_BATCH).map(at -> at.brief()).orElse("the beginning: nothing was begun");
      // Loggers may have been shut down by a hook of their own.
      System.out.println("stopped at " + position);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | RuntimeException e) {
      System.out.println("stopped: " + Failures.reason(e));
    }
  }
}

package io.crossroads.streaming.run;

import io.crossroads.streaming.query.LongRunning;
import io.crossroads.streaming.query.TopicJob;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Stops work when the process is asked to end (SIGTERM, Ctrl-C): before Spark's own hooks stop
 * Spark. The process then ends with the exit code of the signal, 143 or 130.
 */
final class GracefulStop {

  /** Spark stops its context at 50, through a hook of Hadoop's at 40. */
  private static final int BEFORE_SPARK = 100;

  private static final Duration IN_ALL = TopicJob.STOP_TIMEOUT.plusSeconds(15);

  private GracefulStop() {}

  /** Runs something to its end, which the end of the process may bring early. */
  static void run(LongRunning work) {
    run(work::stop, work::run);
  }

  /**
   * Runs something to its end.
   *
   * @param stop what brings the end early
   */
  static void run(Runnable stop, Runnable work) {
    CountDownLatch stopped = new CountDownLatch(1);
    Runnable hook =
        () -> {
          stop.run();
          stopped.countDown();
        };
    ShutdownHookManager hooks = ShutdownHookManager.get();
    hooks.addShutdownHook(hook, BEFORE_SPARK, IN_ALL.toSeconds(), TimeUnit.SECONDS);
    try {
      work.run();
    } finally {
      if (hooks.isShutdownInProgress()) {
        await(stopped);
      } else {
        hooks.removeShutdownHook(hook);
      }
    }
  }

  /** Whoever runs the work closes what it works with, which the hook still needs. */
  private static void await(CountDownLatch stopped) {
    try {
      stopped.await(IN_ALL.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

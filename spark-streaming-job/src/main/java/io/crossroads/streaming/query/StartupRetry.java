package io.crossroads.streaming.query;

import io.crossroads.cli.CommandFailure;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits at the start for a server that is not there yet. */
public final class StartupRetry {

  private static final Logger LOG = LoggerFactory.getLogger(StartupRetry.class);
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final long deadlineNanos;
  private final Duration total;

  /** StartupRetry from now on. */
  public StartupRetry(Duration total) {
    this.total = total;
    this.deadlineNanos = System.nanoTime() + total.toNanos();
  }

  /**
   * Tries until it works.
   *
   * @param what the server, for people
   * @throws CommandFailure if it did not work in time, or will not
   */
  public <T> T await(String what, Callable<T> attempt) {
    boolean told = false;
    while (true) {
      try {
        return attempt.call();
      } catch (CommandFailure e) {
        throw e;
      } catch (Exception e) {
        if (System.nanoTime() >= deadlineNanos) {
          throw new CommandFailure(
              String.format(
                  Locale.ROOT,
                  "%s is not there after %d s: %s",
                  what,
                  total.toSeconds(),
                  RetryBackoff.reason(e)),
              e);
        }
        if (!told) {
          LOG.warn("waiting for {}: {}", what, RetryBackoff.reason(e));
          told = true;
        }
        sleep();
      }
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(BETWEEN.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while waiting", e);
    }
  }
}

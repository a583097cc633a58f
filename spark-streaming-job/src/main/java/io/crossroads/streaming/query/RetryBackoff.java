package io.crossroads.streaming.query;

import io.crossroads.cli.CommandFailure;
import java.time.Duration;
import java.util.Locale;

/**
 * Counts failures that may pass, such as a broker that restarts, and says how long to wait before
 * the next attempt: a second, then twice as long each time, up to 30 seconds.
 */
final class RetryBackoff {

  private static final int LONGEST_SECONDS = 30;

  private final int most;
  private volatile int inARow;

  /**
   * No failure yet.
   *
   * @param most how many in a row are borne
   */
  RetryBackoff(int most) {
    this.most = most;
  }

  /** Something went well: counting restarts. */
  void progress() {
    inARow = 0;
  }

  /**
   * Counts a failure.
   *
   * @return how long to wait
   * @throws CommandFailure if it was one too many, or if it explains itself and will not pass
   */
  Duration count(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CommandFailure explained) {
        throw explained;
      }
    }
    inARow = inARow + 1;
    if (inARow > most) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "failed %d times in a row without progress, at last: %s",
              inARow,
              reason(failure)),
          failure);
    }
    return Duration.ofSeconds(Math.min(LONGEST_SECONDS, 1L << Math.min(inARow - 1, 10)));
  }

  /** How many failures there were since something went well. */
  int inARow() {
    return inARow;
  }

  /** What went wrong at the bottom, in one line. */
  static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    String message = String.valueOf(root.getMessage()).lines().findFirst().orElse("");
    return root.getClass().getSimpleName() + ": " + message;
  }
}

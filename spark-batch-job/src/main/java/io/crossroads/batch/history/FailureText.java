package io.crossroads.batch.history;

import io.crossroads.batch.storage.Account;
import java.nio.file.AccessDeniedException;

/** What an unexpected failure says, in one line, with what to do where that is known. */
final class FailureText {

  private static final String DENIED = "Permission denied";
  private static final String FULL = "No space left on device";
  private static final String QUOTA = "Disk quota exceeded";

  private FailureText() {}

  /** The innermost cause: Spark and file systems wrap it in texts of their own. */
  static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null ? "" : cause.getMessage().lines().findFirst().orElse("");
    if (cause instanceof AccessDeniedException || message.contains(DENIED)) {
      return message.replaceFirst(":? *\\(?" + DENIED + "\\)?", "").strip()
          + ": permission denied: give it to "
          + Account.own();
    }
    if (message.contains(FULL) || message.contains(QUOTA)) {
      return message
          + ": free some room in the output and in Spark's scratch folder ("
          + System.getProperty("java.io.tmpdir")
          + " by default), then run it again; the object before is as it was";
    }
    return message.isEmpty() ? cause.toString() : cause.getClass().getSimpleName() + ": " + message;
  }

  /**
   * Whether the same run again would fail in the same way, until a person has changed something.
   */
  static boolean isFinal(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof AccessDeniedException
          || message.contains(DENIED)
          || message.contains(FULL)
          || message.contains(QUOTA)) {
        return true;
      }
      if (cause.getCause() == cause) {
        return false;
      }
    }
    return false;
  }
}

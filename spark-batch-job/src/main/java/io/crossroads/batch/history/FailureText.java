package io.crossroads.batch.history;

/** What an unexpected failure says, in one line. */
final class FailureText {

  private FailureText() {}

  /** The innermost cause: Spark and file systems wrap it in texts of their own. */
  static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message =
        cause.getMessage() == null ? "" : cause.getMessage().lines().findFirst().orElse("");
    return message.isEmpty() ? cause.toString() : cause.getClass().getSimpleName() + ": " + message;
  }
}

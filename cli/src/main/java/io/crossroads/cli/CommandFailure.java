package io.crossroads.cli;

/**
 * A failure that its message fully explains: what went wrong, the value at fault and what to do. It
 * is printed without a stack trace and ends the command with exit code 1.
 */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A failure without a cause worth showing. */
  public CommandFailure(String message) {
    super(message);
  }

  /** A failure whose cause is shown where {@code CROSSROADS_DEBUG} is set. */
  public CommandFailure(String message, Throwable cause) {
    super(message, cause);
  }
}

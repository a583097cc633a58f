package io.crossroads.batch.history;

/** A file cannot be converted, for a reason in the file. The message says which and what to do. */
final class RefusedFileException extends Exception {

  private static final long serialVersionUID = 1L;

  RefusedFileException(String message) {
    super(message);
  }

  RefusedFileException(Exception cause) {
    super(cause.getMessage(), cause);
  }
}

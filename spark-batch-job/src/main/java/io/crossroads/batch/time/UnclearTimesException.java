package io.crossroads.batch.time;

/** The times of a file have no format that is beyond doubt. The message says why and what to do. */
public final class UnclearTimesException extends Exception {

  private static final long serialVersionUID = 1L;

  UnclearTimesException(String message) {
    super(message);
  }
}

package io.crossroads.batch.time;

/** A column has no format that is beyond doubt. The message says why and what to do. */
public final class UnclearColumnException extends Exception {

  private static final long serialVersionUID = 1L;

  /** A column that cannot be read; the message says why and what settles it. */
  public UnclearColumnException(String message) {
    super(message);
  }
}

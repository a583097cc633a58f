package io.crossroads.batch.csv;

/** A file has no heading that fits the layout. The message says why. */
public final class BadHeadingException extends Exception {

  private static final long serialVersionUID = 1L;

  BadHeadingException(String message) {
    super(message);
  }
}

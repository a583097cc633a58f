package io.crossroads.minio;

/** The server did not do what it was asked to. */
final class SetupException extends Exception {

  private static final long serialVersionUID = 1;

  SetupException(String what, Exception cause) {
    super(what + ": " + cause.getMessage(), cause);
  }
}

package io.crossroads.demo;

/** Somebody asked the demo to stop. */
final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("stopped");
  }
}

package io.crossroads.demo.process;

/** Somebody asked the demo to stop. */
public final class StoppedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("stopped");
  }
}

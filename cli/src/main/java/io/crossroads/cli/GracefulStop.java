package io.crossroads.cli;

import java.util.concurrent.CountDownLatch;

/**
 * Lets a command end in its own way when the process gets SIGTERM or SIGINT (Ctrl-C): it is told,
 * and the process waits until it has ended and exits with the command's own code. A process whose
 * command did not ask for it ends at once.
 */
public final class GracefulStop {

  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Runnable onRequest;
  private volatile boolean requested;
  private volatile int exitCode;

  /** Begins to listen for signals. */
  public static GracefulStop listen() {
    GracefulStop stop = new GracefulStop();
    Runtime.getRuntime().addShutdownHook(new Thread(stop::shutDown, "graceful-stop"));
    return stop;
  }

  /** Whether the command was asked to end. */
  public boolean requested() {
    return requested;
  }

  /**
   * Makes the process wait for the command.
   *
   * @param action called in another thread when the command shall end; must return soon
   */
  public void onRequest(Runnable action) {
    onRequest = action;
  }

  /** Ends the process. */
  public void exit(int code) {
    exitCode = code;
    ended.countDown();
    System.exit(code);
  }

  /** Asks the command to end, as a signal does. */
  public void request() {
    requested = true;
    Runnable action = onRequest;
    if (action != null) {
      action.run();
    }
  }

  private void shutDown() {
    if (ended.getCount() == 0) {
      return;
    }
    request();
    if (onRequest != null) {
      awaitEnd();
      System.out.flush();
      System.err.flush();
      Runtime.getRuntime().halt(exitCode);
    }
  }

  private void awaitEnd() {
    try {
      ended.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.crossroads.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GracefulStopTest {

  /** A program that ends with the given code half a second after it was asked to. */
  static final class Program {
    public static void main(String[] arguments) throws InterruptedException {
      GracefulStop stop = GracefulStop.listen();
      if (arguments.length > 0) {
        Thread main = Thread.currentThread();
        stop.onRequest(main::interrupt);
      }
      System.out.println("ready");
      try {
        Thread.sleep(60_000);
      } catch (InterruptedException e) {
        Thread.sleep(500);
      }
      stop.exit(Integer.parseInt(arguments[0]));
    }
  }

  @Test
  void aRequestIsPassedOn() {
    GracefulStop stop = new GracefulStop();
    boolean[] told = {false};
    stop.onRequest(() -> told[0] = true);
    assertFalse(stop.requested());
    stop.request();
    assertTrue(stop.requested() && told[0]);
  }

  @Test
  void aSignalledProcessWaitsForItsCommandAndTakesItsExitCode() throws Exception {
    assertEquals(7, exitCodeAfterSignal("7"));
  }

  @Test
  void aProcessWhoseCommandDidNotAskForItEndsAtOnce() throws Exception {
    assertEquals(128 + 15, exitCodeAfterSignal());
  }

  private static int exitCodeAfterSignal(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).start();
    assertEquals("ready", process.inputReader().readLine());
    process.destroy();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS));
    return process.exitValue();
  }
}

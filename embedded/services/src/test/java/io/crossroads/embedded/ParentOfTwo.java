package io.crossroads.embedded;

import java.nio.file.Path;
import java.util.List;

/** Starts a polite child and one that ignores every signal it can, and waits for ever. */
final class ParentOfTwo {

  private ParentOfTwo() {}

  public static void main(String[] arguments) throws InterruptedException {
    Path folder = Path.of(arguments[0]);
    start(folder.resolve("first.log"), "echo $$; exec sleep 600");
    start(folder.resolve("second.log"), "trap '' TERM; echo $$; while :; do sleep 1; done");
    Thread.currentThread().join();
  }

  private static void start(Path log, String script) {
    TiedProcess.start(Launch.of(log, List.of("sh", "-c", script)));
  }
}

package io.crossroads.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiedProcessIT {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @TempDir Path folder;

  private Path log() {
    return folder.resolve("logs/child.log");
  }

  private Launch shell(String script) {
    return Launch.of(log(), List.of("sh", "-c", script));
  }

  @Test
  void exitCodeOutputEnvironmentAndFolderAreThoseOfTheProgram() throws Exception {
    Launch launch =
        shell("echo $GREETING from $(pwd); exit 3")
            .withEnvironment(Map.of("GREETING", "hello"))
            .in(folder.toRealPath());

    assertEquals(OptionalInt.of(3), TiedProcess.start(launch).await(TIMEOUT));
    assertEquals("hello from " + folder.toRealPath() + "\n", Files.readString(log()));
  }

  @Test
  void aStopIsGracefulWhereTheProgramIs() throws Exception {
    TiedProcess child =
        TiedProcess.start(
            shell("trap 'echo bye; exit' TERM; echo up; while :; do sleep 0.1; done"));
    awaitLine("up");

    assertTrue(child.stop(TIMEOUT));
    assertEquals(List.of("up", "bye"), Files.readAllLines(log()));
  }

  @Test
  void aProgramThatIgnoresTheStopIsKilledWithItsChildren() throws Exception {
    TiedProcess child =
        TiedProcess.start(shell("trap '' TERM; sleep 60 & echo $!; while :; do sleep 0.1; done"));
    long grandchild = Long.parseLong(awaitLine(""));

    assertFalse(child.stop(Duration.ofMillis(300)));
    assertFalse(child.isAlive());
    assertGone(grandchild);
  }

  @Test
  void nothingOutlivesAParentThatIsKilled() throws Exception {
    Path own = folder.resolve("parent.log");
    TiedProcess parent =
        TiedProcess.start(
            Launch.java(
                own,
                List.of("-Xmx64m"),
                List.of("-cp", System.getProperty("java.class.path"), ParentOfTwo.class.getName()),
                List.of(folder.toString())));
    long broker = Long.parseLong(awaitLine(folder.resolve("first.log"), ""));
    long stubborn = Long.parseLong(awaitLine(folder.resolve("second.log"), ""));

    ProcessHandle.of(parent.pid()).orElseThrow().destroyForcibly();

    assertGone(broker);
    assertGone(stubborn);
  }

  @Test
  void aCtrlCAtTheTerminalIsLeftToTheParent() throws Exception {
    TiedProcess child = TiedProcess.start(shell("echo up; exec sleep 60"));
    awaitLine("up");
    try {
      assertFalse(processGroup(child.pid()).equals(processGroup(ProcessHandle.current().pid())));
    } finally {
      child.kill();
    }
  }

  private static String processGroup(long pid) throws IOException {
    Process ps = new ProcessBuilder("ps", "-o", "pgid=", "-p", Long.toString(pid)).start();
    return new String(ps.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }

  private String awaitLine(String start) throws Exception {
    return awaitLine(log(), start);
  }

  private static String awaitLine(Path log, String start) throws Exception {
    for (int attempt = 0; attempt < 200; attempt++) {
      List<String> lines = LogTail.lines(log, 1);
      if (!lines.isEmpty() && lines.get(0).startsWith(start)) {
        return lines.get(0);
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no line in " + log);
  }

  private static void assertGone(long pid) throws Exception {
    for (int attempt = 0; attempt < 150; attempt++) {
      if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("process " + pid + " is still there");
  }
}

package io.crossroads.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.embedded.Repository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {

  private static final Path LAUNCHER = Repository.root().resolve("bin/crossroads");

  @TempDir Path folder;

  private record Outcome(int code, String printed) {}

  private Outcome run(Path launcher, Map<String, String> environment, String... words)
      throws Exception {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), printed);
  }

  @Test
  void withoutACommandAndWhenAskedItListsAllCommandsAndExitCodes() throws Exception {
    Outcome bare = run(LAUNCHER, Map.of());

    assertEquals(0, bare.code());
    for (String command :
        List.of(
            "demo",
            "topics",
            "produce",
            "replay",
            "consume",
            "stream",
            "archive",
            "speed",
            "views",
            "reconcile",
            "serve",
            "query",
            "analyses",
            "generate-history",
            "history")) {
      assertTrue(bare.printed().contains("\n  " + command + " "), bare::printed);
    }
    assertTrue(bare.printed().contains("Exit codes: 0 done, 1 failed, 2 wrong usage."));
    assertEquals(bare, run(LAUNCHER, Map.of(), "--help"));
    assertEquals(bare, run(LAUNCHER, Map.of(), "help"));
  }

  @Test
  void aMisspeltCommandIsWrongUsageAndTheRightOneIsSuggested() throws Exception {
    Outcome outcome = run(LAUNCHER, Map.of(), "prodcue", "--rate", "5");

    assertEquals(2, outcome.code());
    assertTrue(outcome.printed().contains("no command 'prodcue'"), outcome::printed);
    assertTrue(outcome.printed().contains("did you mean: produce"), outcome::printed);
  }

  @Test
  void aSymbolicLinkFromAnywhereFindsTheJars() throws Exception {
    Path absolute = Files.createSymbolicLink(folder.resolve("crossroads"), LAUNCHER);
    Path relative = Files.createSymbolicLink(folder.resolve("again"), Path.of("crossroads"));

    Outcome outcome = run(relative, Map.of(), "history", "--help");

    assertEquals(0, outcome.code(), outcome::printed);
    assertTrue(outcome.printed().contains("--input"), outcome::printed);
    Files.delete(relative);
    Files.delete(absolute);
  }

  @Test
  void everyCommandHasHelp() throws Exception {
    for (String command :
        List.of(
            "produce",
            "topics",
            "stream",
            "archive",
            "views",
            "reconcile",
            "analyses",
            "query",
            "demo")) {
      Outcome outcome = run(LAUNCHER, Map.of(), command, "--help");
      assertEquals(0, outcome.code(), outcome::printed);
      assertTrue(outcome.printed().contains("Usage: "), outcome::printed);
    }
  }

  @Test
  void anotherJavaThan17IsRefused() throws Exception {
    Path java = folder.resolve("jdk/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"21.0.2\" 2024-01-16' >&2\n");
    assertTrue(java.toFile().setExecutable(true));

    Outcome outcome =
        run(LAUNCHER, Map.of("JAVA_HOME", folder.resolve("jdk").toString()), "produce");

    assertEquals(1, outcome.code());
    assertTrue(outcome.printed().contains("is Java 21, but Java 17 is needed"), outcome::printed);
  }

  @Test
  void whatIsNotBuiltIsSaidWithTheRemedy() throws Exception {
    Path clone = folder.resolve("clone");
    Files.createDirectories(clone.resolve("bin"));
    Path launcher = Files.copy(LAUNCHER, clone.resolve("bin/crossroads"));
    assertTrue(launcher.toFile().setExecutable(true));

    Outcome outcome = run(launcher, Map.of(), "archive");

    assertEquals(1, outcome.code());
    assertTrue(
        outcome.printed().contains("spark-streaming-job.jar is missing: run 'make build' first"),
        outcome::printed);
  }
}

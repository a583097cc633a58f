package io.crossroads.streaming.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.streaming.LockingProcess;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestLiveNumbers;
import io.crossroads.streaming.TestPlatform;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.speed.Speed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody's folder for Spark's bookkeeping goes while it is in use. */
class CheckpointsIT {

  @TempDir private Path folder;

  private Checkpoints checkpoints(String id) {
    return new Checkpoints(
        Optional.of(folder.toUri().toString()), "speed", id, new Configuration());
  }

  private static Path made(String uri) throws IOException {
    return Files.createDirectories(Path.of(java.net.URI.create(uri).getPath()));
  }

  @Test
  void twoJobsOfOnePipelineKeepTheNumbersOfTwoStoresAtOnce() throws Exception {
    QuerySettings follow = TestArchive.settings(100_000, false, false, Duration.ofSeconds(20), 0);
    try (TestTopic topic = TestTopic.create(1)) {
      TestLiveNumbers one = new TestLiveNumbers(topic);
      TestLiveNumbers other = new TestLiveNumbers(topic);
      topic.sendEvents(100, 1);
      try (Speed first = open(one, follow)) {
        CompletableFuture<Void> firstEnd = start(first);
        one.awaitTotal(100);
        try (Speed second = open(other, follow)) {
          CompletableFuture<Void> secondEnd = start(second);
          other.awaitTotal(100);
          topic.sendEvents(100, 1);
          one.awaitTotal(200);
          other.awaitTotal(200);
          assertEquals(0, first.job().failuresInARow() + second.job().failuresInARow());
          second.job().stop(Duration.ofSeconds(30));
          secondEnd.get(30, TimeUnit.SECONDS);
        }
        topic.sendEvents(100, 1);
        one.awaitTotal(300);
        first.job().stop(Duration.ofSeconds(30));
        firstEnd.get(30, TimeUnit.SECONDS);
      }
    }
  }

  private static Speed open(TestLiveNumbers live, QuerySettings settings) {
    return Speed.open(
        TestPlatform.get().spark().newSession(),
        live.plan(settings, Optional.empty()),
        Optional::empty);
  }

  private static CompletableFuture<Void> start(Speed speed) {
    return CompletableFuture.runAsync(speed.job()::run, command -> new Thread(command).start());
  }

  @Test
  void ofOneWhatOneProcessMadeAnotherOneDoesNotRemove() throws IOException {
    try (Checkpoints first = checkpoints("same");
        Checkpoints second = checkpoints("same")) {
      Path used = made(first.fresh());
      Path also = made(second.fresh());
      assertTrue(Files.exists(used) && Files.exists(also));
      Path again = made(first.fresh());
      assertFalse(Files.exists(used), "its own earlier one goes");
      assertTrue(Files.exists(again) && Files.exists(also));
    }
    try (Stream<Path> left = Files.list(folder.resolve("speed").resolve("same"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aFolderLockedByAnotherProcessStaysAndThatOfADeadOneGoes() throws Exception {
    Path parent = Files.createDirectories(folder.resolve("speed").resolve("same"));
    Path living = Files.createDirectories(parent.resolve("living"));
    Path dead = Files.createDirectories(parent.resolve("dead"));
    Files.createFile(parent.resolve("dead.lock"));
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                LockingProcess.class.getName(),
                parent.resolve("living.lock").toString())
            .redirectErrorStream(true)
            .start();
    try {
      assertEquals("locked", process.inputReader().readLine());
      try (Checkpoints own = checkpoints("same")) {
        made(own.fresh());
        assertTrue(Files.exists(living));
        assertFalse(Files.exists(dead));
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    try (Checkpoints own = checkpoints("same")) {
      made(own.fresh());
      assertFalse(Files.exists(living), "its process has died");
    }
  }
}

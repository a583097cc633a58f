package io.crossroads.streaming.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.streaming.RunningArchive;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestPlatform;
import io.crossroads.streaming.TestTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What may pass is retried; what will not, ends the job with the reason. */
class FailuresIT {

  private final TestPlatform platform = TestPlatform.get();
  private final TestTopic topic = TestTopic.create(2);
  private final TestArchive archive = new TestArchive(topic);

  @AfterEach
  void close() {
    archive.close();
    topic.close();
  }

  @Test
  void aBrokerThatRestartsIsSatOut() {
    topic.sendEvents(100, 2);
    try (RunningArchive running = archive.follow()) {
      archive.awaitRows(100);
      platform.broker().kill();
      platform.broker().start();
      topic.sendEvents(100, 2);
      archive.awaitRows(200);
      assertTrue(running.runs());
    }
    assertEquals(TestArchive.eachOnce(2, 100), archive.offsets());
  }

  @Test
  void aDatabaseThatRestartsIsSatOut() {
    topic.sendEvents(100, 2);
    try (RunningArchive running = archive.follow()) {
      archive.awaitRows(100);
      platform.postgres().kill();
      topic.sendEvents(100, 2);
      platform.postgres().start();
      archive.awaitRows(200);
      assertTrue(running.runs());
    }
    assertEquals(TestArchive.eachOnce(2, 100), archive.offsets());
  }

  @Test
  void aStorageThatFailsForAWhileIsSatOut() throws IOException {
    topic.sendEvents(100, 2);
    try (RunningArchive running = archive.follow()) {
      archive.awaitRows(100);
      Path data = platform.folder().resolve("buckets/bucket/" + archive.names().table() + "/data");
      Path aside = data.resolveSibling("aside");
      Files.move(data, aside);
      Files.createFile(data);
      topic.sendEvents(100, 2);
      running.awaitFailure();
      Files.delete(data);
      Files.move(aside, data);
      archive.awaitRows(200);
      assertTrue(running.runs());
    }
    assertEquals(TestArchive.eachOnce(2, 100), archive.offsets());
  }

  @Test
  void aSecondJobSaysWhoWritesAlreadyAndStops() {
    topic.sendEvents(100, 2);
    try (RunningArchive running = archive.follow()) {
      archive.awaitRows(100);

      String message = assertThrows(CommandFailure.class, archive::catchUp).getMessage();
      assertTrue(
          message.contains("is being written to by 'archive traffic on")
              && message.contains("pid " + ProcessHandle.current().pid())
              && message.contains("since 20"),
          message);
      assertTrue(running.runs());
    }
  }

  @Test
  void aJobThatLosesItsLockToAnotherStops() throws Throwable {
    topic.sendEvents(100, 2);
    try (RunningArchive first = archive.follow()) {
      archive.awaitRows(100);
      endSessionsOf("archive traffic");
      try (RunningArchive second = archive.follow()) {
        topic.sendEvents(100, 2);
        archive.awaitRows(200);
        topic.sendEvents(2, 2);

        String message = assertThrows(CommandFailure.class, first::awaitEnd).getMessage();
        assertTrue(message.contains("is being written to by"), message);
        archive.awaitRows(202);
        assertTrue(second.runs());
      }
    }
    assertEquals(TestArchive.eachOnce(2, 101), archive.offsets());
  }

  private void endSessionsOf(String application) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                platform.catalog().uri(),
                platform.postgres().user(),
                platform.postgres().password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity where application_name like '"
              + application
              + "%'");
    }
  }

  @Test
  void aBrokerThatStaysAwayEndsTheJobInTime() {
    platform.broker().stop();
    try {
      long begun = System.nanoTime();
      String message =
          assertThrows(
                  CommandFailure.class,
                  () -> archive.run(TestArchive.catchUp(Duration.ofSeconds(3), 0)))
              .getMessage();
      assertTrue(message.contains("the broker at 127.0.0.1"), message);
      assertTrue(System.nanoTime() - begun < Duration.ofSeconds(25).toNanos(), "it took too long");
    } finally {
      platform.broker().start();
    }
  }

  @Test
  void aDatabaseThatStaysAwayEndsTheJobInTime() {
    platform.postgres().stop();
    try {
      String message =
          assertThrows(
                  CommandFailure.class,
                  () -> archive.run(TestArchive.catchUp(Duration.ofSeconds(1), 0)))
              .getMessage();
      assertTrue(message.contains("the catalog at jdbc:postgresql://"), message);
    } finally {
      platform.postgres().start();
    }
  }

  @Test
  void failuresThatDoNotPassEndTheJob() throws IOException {
    topic.sendEvents(10, 2);
    archive.catchUp();
    Path data = platform.folder().resolve("buckets/bucket/" + archive.names().table() + "/data");
    Files.move(data, data.resolveSibling("aside"));
    Files.createFile(data);
    topic.sendEvents(10, 2);

    String message =
        assertThrows(
                CommandFailure.class,
                () -> archive.run(TestArchive.catchUp(Duration.ofSeconds(20), 1)))
            .getMessage();

    assertTrue(message.startsWith("failed 2 times in a row without progress, at last: "), message);
  }
}

package io.crossroads.streaming.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.layers.position.Position;
import io.crossroads.streaming.ArchiveProcess;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestPlatform;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.TrafficEvents;
import io.crossroads.testkit.HeldCommit;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The job is killed again and again while events come in, its checkpoint is deleted, and a second
 * one is started by mistake: every record must be there exactly once.
 *
 * <p>One kill of three comes at any time; the others while a commit is on its way to the database,
 * which makes it although the job is dead.
 *
 * <p>{@code -Dkill.kills=10 -Dkill.events=100000} runs the full form, {@code -Dkill.seed=…} repeats
 * the instants of a run.
 */
class KillIT {

  private static final int KILLS = Integer.getInteger("kill.kills", 3);
  private static final int EVENTS = Integer.getInteger("kill.events", 18_000);
  private static final long SEED = Long.getLong("kill.seed", System.nanoTime());
  private static final int RATE = 5_000;
  private static final int PARTITIONS = 3;

  private final TestTopic topic = TestTopic.create(PARTITIONS);
  private final TestArchive archive = new TestArchive(topic);
  private final Random random = new Random(SEED);
  private final Path checkpoint = TestPlatform.get().folder().resolve("kill-checkpoint");
  private int sent;

  @AfterEach
  void close() {
    archive.close();
    topic.close();
  }

  @Test
  void everyRecordIsThereExactlyOnceWhateverIsKilled() throws Exception {
    System.out.println("kill.seed=" + SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      try (ArchiveProcess process = follow()) {
        process.awaitLine("archiving from");
        if (kill == 1) {
          startAnotherByMistake();
        }
        Thread sending = new Thread(() -> send(EVENTS / KILLS));
        sending.start();
        assertTrue(process.runs(), process.output());
        kill(process, kill % 3);
        sending.join();
      }
      if (kill % 3 == 0) {
        deleteCheckpoint();
      }
    }
    send(EVENTS - sent);
    try (ArchiveProcess last = start("--until-caught-up")) {
      assertEquals(0, last.exitCode(), last.output());
    }

    archive.assertEachOnce(PARTITIONS, EVENTS / PARTITIONS);
    assertValuesAreThoseOfTheirNumbers();
    for (var table : List.of(archive.archived(), archive.rejected())) {
      Position position = archive.position(table);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        assertEquals(EVENTS / PARTITIONS, position.nextOffset(partition));
      }
    }
  }

  /**
   * Kills it at any time, or while the archive commits, or while the other table commits after it.
   */
  private void kill(ArchiveProcess process, int kind) throws SQLException {
    switch (kind) {
      case 0 -> {
        pause(random.nextInt(3_000));
        process.kill();
      }
      case 1 -> killInCommit(process, archive.names().archive());
      default -> killInCommit(process, archive.names().rejected());
    }
  }

  private static void killInCommit(ArchiveProcess process, TableIdentifier table)
      throws SQLException {
    try (HeldCommit commit = TestPlatform.get().holdCommit(table)) {
      commit.awaitWriter();
      process.kill();
    }
  }

  private void startAnotherByMistake() throws InterruptedException {
    try (ArchiveProcess second = start("--checkpoint", checkpoint.resolve("other").toString())) {
      assertEquals(1, second.exitCode(), second.output());
      assertTrue(
          second.lastLine().contains("is being written to by 'archive traffic on"),
          second.output());
    }
  }

  private void deleteCheckpoint() throws IOException {
    if (!Files.exists(checkpoint)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(checkpoint)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  private ArchiveProcess follow() {
    return start("--every", "200ms", "--checkpoint", checkpoint.toUri().toString());
  }

  private ArchiveProcess start(String... further) {
    return ArchiveProcess.start(topic, archive, further);
  }

  /** Sends the next events at the rate; every 50th is invalid. */
  private void send(int count) {
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++, sent++) {
      topic.send(
          sent % PARTITIONS,
          sent % 50 == 0 ? TrafficEvents.tooFast(sent) : TrafficEvents.valid(sent));
      long ahead = begun + i * 1_000_000_000L / RATE - System.nanoTime();
      if (ahead > 0) {
        LockSupport.parkNanos(ahead);
      }
    }
    topic.flush();
  }

  private void assertValuesAreThoseOfTheirNumbers() {
    for (Record row : TestArchive.rows(archive.archived())) {
      long number =
          (Long) row.getField("kafka_offset") * PARTITIONS
              + (Integer) row.getField("kafka_partition");
      assertEquals("S" + (number % 5 + 1), row.getField("sensor_id"));
      assertEquals(
          BigDecimal.valueOf((10 + number % 90) * 100 + number % 100, 2),
          row.getField("average_speed"));
    }
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}

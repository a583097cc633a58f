package io.crossroads.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.lake.Position;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * The job is killed again and again while events come in, its checkpoint is deleted, and a second
 * one is started by mistake: every record must be there exactly once.
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
        awaitInstant(kill % 3 == 0);
        assertTrue(process.runs(), process.output());
        process.kill();
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

    assertEquals(TestArchive.eachOnce(PARTITIONS, EVENTS / PARTITIONS), archive.offsets());
    assertValuesAreThoseOfTheirNumbers();
    for (var table : List.of(archive.archived(), archive.rejected())) {
      Position position = archive.position(table);
      for (int partition = 0; partition < PARTITIONS; partition++) {
        assertEquals(EVENTS / PARTITIONS, position.nextOffset(partition));
      }
    }
  }

  /** At any time, or soon after a commit has begun, when it is most dangerous. */
  private void awaitInstant(boolean anyTime) {
    if (anyTime) {
      pause(random.nextInt(3_000));
      return;
    }
    int commits = 2 + random.nextInt(4);
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    long before = metadataFiles();
    while (commits > 0 && System.nanoTime() < deadline) {
      LockSupport.parkNanos(500_000);
      long now = metadataFiles();
      commits -= now == before ? 0 : 1;
      before = now;
    }
    pause(random.nextInt(40));
  }

  /** Goes up or down by every commit of the archive. */
  private long metadataFiles() {
    Path folder =
        TestPlatform.get()
            .folder()
            .resolve("buckets/bucket/" + archive.names().table() + "/metadata");
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".metadata.json"))
          .mapToLong(name -> Long.parseLong(name.substring(0, 5)))
          .max()
          .orElse(0);
    } catch (IOException e) {
      return 0;
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

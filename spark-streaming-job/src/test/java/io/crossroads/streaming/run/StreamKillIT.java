package io.crossroads.streaming.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.streaming.ArchiveProcess;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestLiveNumbers;
import io.crossroads.streaming.TestPlatform;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.TrafficEvents;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Archive and live numbers in one application that is killed again and again, and PostgreSQL with
 * it: every valid event is archived once and counts once. {@code -Dstream.kills=20} kills more
 * often.
 */
class StreamKillIT {

  private static final int KILLS = Integer.getInteger("stream.kills", 3);
  private static final long SEED = Long.getLong("stream.seed", System.nanoTime());
  private static final int PER_KILL = 3_000;
  private static final int RATE = 1_000;

  private final TestTopic topic = TestTopic.create(2);
  private final TestArchive archive = new TestArchive(topic);
  private final Random random = new Random(SEED);
  private final TestLiveNumbers live;
  private int sent;

  StreamKillIT() throws SQLException {
    live = new TestLiveNumbers(topic);
  }

  @AfterEach
  void close() {
    archive.close();
    topic.close();
  }

  @Test
  void everyEventIsArchivedOnceAndCountsOnceWhateverIsKilled() throws Exception {
    System.out.println("stream.seed=" + SEED);
    for (int kill = 0; kill < KILLS; kill++) {
      try (ArchiveProcess process = start("--every", "500ms", "--live-every", "200ms")) {
        process.awaitLine("live numbers from");
        Thread sending = new Thread(this::send);
        sending.start();
        pause(500 + random.nextInt(2_000));
        if (kill % 3 == 1) {
          TestPlatform.get().postgres().kill();
          pause(random.nextInt(500));
          TestPlatform.get().postgres().start();
          pause(random.nextInt(2_000));
        }
        process.kill();
        sending.join();
      }
    }
    try (ArchiveProcess last = start("--until-caught-up")) {
      assertEquals(0, last.exitCode(), last.output());
    }
    archive.assertEachOnce(2, sent / 2);
    assertEquals(sent - sent / 50, live.total());
    assertEquals(live.events("traffic_by_minute"), live.events("traffic_by_hour"));
  }

  private ArchiveProcess start(String... further) {
    List<String> arguments = new ArrayList<>(ArchiveProcess.arguments(topic, archive.names()));
    arguments.addAll(
        List.of("--store-uri", live.settings().uri(), "--store-user", live.settings().user()));
    arguments.addAll(List.of(further));
    return ArchiveProcess.run("stream", arguments.toArray(String[]::new));
  }

  /** Sends the next events at the rate; every 50th is invalid. */
  private void send() {
    long begun = System.nanoTime();
    for (int i = 0; i < PER_KILL; i++, sent++) {
      topic.send(
          sent % 2, sent % 50 == 0 ? TrafficEvents.tooFast(sent) : TrafficEvents.valid(sent));
      LockSupport.parkNanos(begun + i * 1_000_000_000L / RATE - System.nanoTime());
    }
    topic.flush();
  }

  private static void pause(int millis) {
    LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
  }
}

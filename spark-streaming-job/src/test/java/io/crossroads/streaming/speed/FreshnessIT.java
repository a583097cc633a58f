package io.crossroads.streaming.speed;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.streaming.ArchiveProcess;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestLiveNumbers;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.TrafficEvents;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * How long after it was sent an event counts, with the archive running beside. Prints the figures;
 * what it asserts is that every event counts, as a machine under test may be busy. {@code
 * -Dfresh.seconds=60 -Dfresh.rate=1000 -Dfresh.every=1s} measures longer.
 */
class FreshnessIT {

  private static final int SECONDS = Integer.getInteger("fresh.seconds", 8);
  private static final int RATE = Integer.getInteger("fresh.rate", 1_000);
  private static final String EVERY = System.getProperty("fresh.every", "1s");
  private static final int WARM_UP = 10;

  private final TestTopic topic = TestTopic.create(1);
  private final TestArchive archive = new TestArchive(topic);
  private final TestLiveNumbers live;

  /** When the store said that all offsets before one count. */
  private record Seen(long nanos, long nextOffset) {}

  FreshnessIT() throws SQLException {
    live = new TestLiveNumbers(topic);
  }

  @AfterEach
  void close() {
    archive.close();
    topic.close();
  }

  @Test
  void anEventCountsSoonAfterItWasSent() throws Exception {
    List<String> arguments = new ArrayList<>(ArchiveProcess.arguments(topic, archive.names()));
    arguments.addAll(
        List.of("--store-uri", live.settings().uri(), "--store-user", live.settings().user()));
    arguments.addAll(List.of("--live-every", EVERY));
    int count = (WARM_UP + SECONDS) * RATE;
    long[] sent = new long[count];
    List<Seen> seen = new ArrayList<>();
    try (ArchiveProcess process = ArchiveProcess.run("stream", arguments.toArray(String[]::new));
        Connection connection = live.settings().connect("test")) {
      process.awaitLine("live numbers from");
      Thread sending = new Thread(() -> send(sent));
      sending.start();
      watch(connection, count, seen);
      sending.join();
    }
    print(sent, seen);
  }

  private void send(long[] sent) {
    long begun = System.nanoTime();
    for (int i = 0; i < sent.length; i++) {
      LockSupport.parkNanos(begun + i * 1_000_000_000L / RATE - System.nanoTime());
      sent[i] = System.nanoTime();
      topic.send(0, TrafficEvents.valid(i));
    }
    topic.flush();
  }

  private static void watch(Connection connection, long count, List<Seen> seen)
      throws SQLException {
    long deadline = System.nanoTime() + Duration.ofSeconds(WARM_UP + SECONDS + 60).toNanos();
    long last = 0;
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select next_offset from position where pipeline = 'traffic' and query = 'speed'")) {
      while (last < count && System.nanoTime() < deadline) {
        try (ResultSet result = statement.executeQuery()) {
          if (result.next() && result.getLong(1) > last) {
            last = result.getLong(1);
            seen.add(new Seen(System.nanoTime(), last));
          }
        }
        LockSupport.parkNanos(10_000_000);
      }
    }
    assertTrue(last >= count, "only " + last + " of " + count + " count");
  }

  private static void print(long[] sent, List<Seen> seen) {
    long[] millis = new long[SECONDS * RATE];
    int at = 0;
    for (int i = 0; i < millis.length; i++) {
      int offset = WARM_UP * RATE + i;
      while (seen.get(at).nextOffset() <= offset) {
        at++;
      }
      millis[i] = (seen.get(at).nanos() - sent[offset]) / 1_000_000;
    }
    Arrays.sort(millis);
    System.out.printf(
        Locale.ROOT,
        "fresh.rate=%d fresh.every=%s: p50 %d ms, p95 %d ms, p99 %d ms, most %d ms%n",
        RATE,
        EVERY,
        millis[millis.length / 2],
        millis[(int) (millis.length * 0.95)],
        millis[(int) (millis.length * 0.99)],
        millis[millis.length - 1]);
  }
}

package io.crossroads.streaming.speed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestLiveNumbers;
import io.crossroads.streaming.TestPlatform;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.TrafficEvents;
import io.crossroads.streaming.archive.Archive;
import io.crossroads.streaming.query.QuerySettings;
import io.crossroads.streaming.query.SideBySide;
import io.crossroads.streaming.source.AppendTimeCheck;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpeedIT {

  private static final QuerySettings FOLLOW =
      TestArchive.settings(100_000, false, false, Duration.ofSeconds(20), 9);

  private static final byte[] KEY = {'k'};

  private final TestTopic topic = TestTopic.create(2);
  private final TestLiveNumbers live;

  SpeedIT() throws SQLException {
    live = new TestLiveNumbers(topic);
  }

  @AfterEach
  void close() {
    topic.close();
  }

  private static String event(String sensor, String time, String speed, String density) {
    return String.format(
        Locale.ROOT,
        "{\"sensor_id\":\"%s\",\"timestamp\":\"%s\",\"average_speed\":%s,\"traffic_density\":%s}",
        sensor,
        time,
        speed,
        density);
  }

  @Test
  void everyValidEventCountsOnceOverBatchesAndRestarts() throws SQLException {
    for (int run = 0; run < 3; run++) {
      for (int i = 0; i < 1_500; i++) {
        topic.send(i % 2, i % 10 == 0 ? TrafficEvents.tooFast(i) : TrafficEvents.valid(i));
      }
      topic.flush();
      live.catchUp();
    }
    live.catchUp();

    assertEquals(4_050, live.total());
    assertEquals(live.events("traffic_by_minute"), live.events("traffic_by_hour"));
    assertEquals(2_250, live.position().nextOffset(0));
    assertEquals(2_250, live.position().nextOffset(1));
  }

  @Test
  void aMeanIsExactAndALateEventCountsInItsOwnWindow() throws SQLException {
    topic.send(0, event("S1", "2026-03-01T10:00:00Z", "10.015", "1"));
    topic.flush();
    live.catchUp();
    topic.send(1, event("S1", "2026-03-01T10:00:59Z", "10.01", "2"));
    topic.send(0, event("S1", "2026-03-01T11:00:00Z", "99", "3"));
    topic.flush();
    live.catchUp();

    assertEquals(
        "2026-03-01 10:00:00+00|2|20.03|10.01|10.02\n2026-03-01 11:00:00+00|1|99.00|99.00|99.00",
        live.database()
            .text(
                "select window_start, sum(events), sum(speed_mean__sum), min(speed_min), max(speed_max)"
                    + " from speed_traffic_by_minute group by 1 order by 1"));
  }

  @Test
  void theLatestEventOfASensorIsKeptAndCongestionIsRaisedOnce() throws SQLException {
    for (int minute = 0; minute < 3; minute++) {
      topic.send(0, event("S2", "2026-03-01T10:0" + minute + ":10Z", "12.5", "90"));
      topic.send(1, event("S3", "2026-03-01T10:0" + minute + ":10Z", "80", "90"));
    }
    topic.send(0, event("S2", "2026-03-01T09:00:00Z", "50", "10"));
    topic.flush();
    live.catchUp();
    live.catchUp();

    assertEquals(
        "S2|12.50|2026-03-01 10:02:10+00\nS3|80.00|2026-03-01 10:02:10+00",
        live.database()
            .text("select key, event->>'average_speed', event_time from latest order by key"));
    assertEquals(
        "congestion|{\"sensor_id\": \"S2\"}|2026-03-01 10:00:00+00|2026-03-01 10:03:00+00|3",
        live.database()
            .text(
                "select alert, entity, started_at, ended_at, evidence->>'windows' from alert"
                    + " where alert = 'congestion'"));
  }

  @Test
  void theNewestRejectedRecordsAreThereToBeLookedAt() throws SQLException {
    for (int i = 0; i < 25; i++) {
      topic.send(0, "{\"number\":" + i + "}");
    }
    topic.flush();
    live.catchUp();
    topic.send(1, TrafficEvents.valid(1));
    topic.send(1, KEY, new byte[] {'<', 0, (byte) 0xff, '>'});
    topic.send(1, KEY, null);
    topic.send(1, "\u00e9".repeat(600));
    topic.flush();
    live.catchUp();
    live.catchUp();

    assertEquals(
        "1|3|not_json|null|1200|500\n1|2|not_json|null|0|0\n1|1|not_utf8|null|4|4\n0|24|missing|sensor_id|13|13",
        live.database()
            .text(
                "select partition, \"offset\", reason, field, bytes, length(value)"
                    + " from newest_rejected order by append_time desc, partition desc,"
                    + " \"offset\" desc limit 4"));
    assertEquals(
        "20|8|<\ufffd\ufffd>",
        live.database()
            .text(
                "select count(*), min(\"offset\") filter (where partition = 0),"
                    + " min(value) filter (where partition = 1 and \"offset\" = 1)"
                    + " from newest_rejected"));
  }

  @Test
  void itGoesOnAfterTheDatabaseWasAwayAndOfTwoOneWrites() throws Exception {
    topic.sendEvents(1_000, 2);
    try (Speed speed = Speed.open(TestPlatform.get().spark(), live.plan(FOLLOW), Optional::empty)) {
      CompletableFuture<Void> end =
          CompletableFuture.runAsync(speed.job()::run, command -> new Thread(command).start());
      live.awaitTotal(1_000);
      var failure = assertThrows(CommandFailure.class, live::catchUp);
      assertTrue(failure.getMessage().contains("'speed traffic on"), failure.getMessage());

      TestPlatform.get().postgres().kill();
      topic.sendEvents(500, 2);
      TestPlatform.get().postgres().start();
      live.awaitTotal(1_500);
      speed.job().stop(Duration.ofSeconds(60));
      end.get(60, TimeUnit.SECONDS);
    }
  }

  @Test
  void recordsThatAreLostStopItUnlessThatIsAccepted() throws SQLException {
    topic.sendEvents(200, 2);
    live.catchUp();
    topic.sendEvents(200, 2);
    topic.deleteRecordsBefore(0, 150);
    var failure = assertThrows(CommandFailure.class, live::catchUp);
    assertTrue(
        failure.getMessage().contains("partition 0 goes on at offset 100, the broker holds 150"),
        failure.getMessage());

    live.run(TestArchive.settings(1_000, true, true, Duration.ofSeconds(20), 3));
    assertEquals(350, live.total());
  }

  @Test
  void archiveAndLiveNumbersRunInOneApplicationAndCountTheSame() throws SQLException {
    topic.sendEvents(3_000, 2);
    try (TestArchive archive = new TestArchive(topic)) {
      QuerySettings once = TestArchive.catchUp(Duration.ofSeconds(20), 3);
      try (Archive tables = Archive.open(TestPlatform.get().spark(), archive.plan(once));
          Speed speed =
              Speed.open(TestPlatform.get().spark(), live.plan(once), tables.job()::reached)) {
        new SideBySide(List.of(tables.job(), speed.job()), Duration.ZERO, false).run();
      }
      assertEquals(3_000, TestArchive.rows(archive.archived()).size());
    }
    assertEquals(3_000, live.total());
    assertEquals(
        Map.of("S1", 600L, "S2", 600L, "S3", 600L, "S4", 600L, "S5", 600L),
        live.events("traffic_by_hour"));
  }

  @Test
  void oneThatCannotGoOnDoesNotSilenceTheOther() throws SQLException {
    topic.sendEvents(100, 2);
    try (TestArchive archive = new TestArchive(topic)) {
      archive.catchUp();
      archive.moveTo(5_000);
      QuerySettings once = TestArchive.catchUp(Duration.ofSeconds(20), 3);
      try (Archive tables = Archive.open(TestPlatform.get().spark(), archive.plan(once));
          Speed speed =
              Speed.open(TestPlatform.get().spark(), live.plan(once), tables.job()::reached)) {
        SideBySide both = new SideBySide(List.of(tables.job(), speed.job()), Duration.ZERO, false);
        var failure = assertThrows(CommandFailure.class, both::run);
        assertTrue(failure.getMessage().contains("log now ends before"), failure.getMessage());
      }
    }
    assertEquals(100, live.total());
  }

  @Test
  void whenTheyFailFastOneThatCannotGoOnEndsTheOther() throws SQLException {
    topic.sendEvents(100, 2);
    try (TestArchive archive = new TestArchive(topic)) {
      archive.catchUp();
      archive.moveTo(5_000);
      QuerySettings forEver =
          new QuerySettings(
              Duration.ofMillis(200),
              1_000,
              false,
              false,
              new AppendTimeCheck(false),
              Duration.ofSeconds(2),
              Duration.ofSeconds(20),
              3);
      try (Archive tables = Archive.open(TestPlatform.get().spark(), archive.plan(forEver));
          Speed speed =
              Speed.open(TestPlatform.get().spark(), live.plan(forEver), tables.job()::reached)) {
        SideBySide both =
            new SideBySide(List.of(tables.job(), speed.job()), Duration.ofSeconds(60), true);
        var failure =
            assertTimeoutPreemptively(
                Duration.ofSeconds(60), () -> assertThrows(CommandFailure.class, both::run));
        assertTrue(failure.getMessage().contains("log now ends before"), failure.getMessage());
      }
    }
  }
}

package io.crossroads.streaming.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.Position;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestLiveNumbers;
import io.crossroads.streaming.TestPlatform;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.archive.Archive;
import io.crossroads.streaming.query.QuerySettings;
import io.crossroads.streaming.speed.Speed;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A record that carries its producer's time in place of the broker's stops both layers. */
class ProducerTimesIT {

  private final TestTopic topic = TestTopic.create(1);
  private final TestArchive archive = new TestArchive(topic);
  private final TestLiveNumbers live;

  ProducerTimesIT() throws SQLException {
    live = new TestLiveNumbers(topic);
  }

  @AfterEach
  void close() {
    archive.close();
    topic.close();
  }

  private void switchAndSendAnHourAhead() {
    topic.set("message.timestamp.type", "CreateTime");
    topic.sendAt(0, System.currentTimeMillis() + 3_600_000);
  }

  private void assertNamed(String message) {
    assertTrue(
        message.contains(topic.name() + ", partition 0, offset 100 has timestamp type CreateTime"),
        message);
    assertTrue(message.contains("topics create --topic " + topic.name() + " --repair"), message);
    assertTrue(message.contains("--accept-producer-times"), message);
  }

  private static void assertNotAhead(Position position) {
    Instant latest = EpochMicros.instant(position.maxAppendTimeMicros(0));
    assertFalse(latest.isAfter(Instant.now().plusSeconds(1)), latest.toString());
  }

  @Test
  void ofATopicThatIsSwitchedWhileBothLayersRunNeitherTakesInARecord() throws Exception {
    topic.sendEvents(100, 1);
    QuerySettings follow = TestArchive.settings(100_000, false, false, Duration.ofSeconds(20), 5);
    try (Archive tables = Archive.open(TestPlatform.get().spark(), archive.plan(follow));
        Speed speed =
            Speed.open(TestPlatform.get().spark(), live.plan(follow), tables.job()::reached)) {
      CompletableFuture<Void> archiving = start(tables.job()::run);
      CompletableFuture<Void> counting = start(speed.job()::run);
      archive.awaitRows(100);
      live.awaitTotal(100);
      switchAndSendAnHourAhead();

      assertNamed(failureOf(archiving));
      assertNamed(failureOf(counting));
    }
    assertEquals(TestArchive.eachOnce(1, 100), archive.offsets());
    assertEquals(100, live.total());
    assertEquals(100, archive.position(archive.archived()).nextOffset(0));
    assertEquals(100, archive.position(archive.rejected()).nextOffset(0));
    assertEquals(100, live.position().nextOffset(0));
    assertNotAhead(archive.position(archive.archived()));
    assertNotAhead(live.position());
  }

  @Test
  void onceTheTopicIsMendedItsRecordsAreTakenInAtTheTimeOfTheOneBefore() throws SQLException {
    topic.sendEvents(100, 1);
    archive.catchUp();
    live.catchUp();
    switchAndSendAnHourAhead();
    topic.set("message.timestamp.type", "LogAppendTime");
    topic.sendEvents(20, 1);
    assertNamed(assertThrows(CommandFailure.class, archive::catchUp).getMessage());
    assertNamed(assertThrows(CommandFailure.class, live::catchUp).getMessage());
    long before = archive.position(archive.archived()).maxAppendTimeMicros(0);

    archive.run(TestArchive.acceptProducerTimes());
    live.run(TestArchive.acceptProducerTimes());

    assertEquals(TestArchive.eachOnce(1, 121), archive.offsets());
    assertEquals(121, live.total());
    Position archived = archive.position(archive.archived());
    assertEquals(archived, live.position(), "both layers have the same running maximum");
    assertNotAhead(archived);
    assertEquals(
        Optional.of(EpochMicros.instant(before)),
        TestArchive.rows(archive.archived()).stream()
            .filter(row -> row.getField("kafka_offset").equals(100L))
            .map(row -> ((java.time.OffsetDateTime) row.getField("append_time")).toInstant())
            .findFirst());
  }

  private static CompletableFuture<Void> start(Runnable job) {
    return CompletableFuture.runAsync(job, command -> new Thread(command).start());
  }

  private static String failureOf(CompletableFuture<Void> job) {
    ExecutionException end =
        assertThrows(ExecutionException.class, () -> job.get(60, TimeUnit.SECONDS));
    return end.getCause().getMessage();
  }
}

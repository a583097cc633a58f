package io.crossroads.streaming.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestLiveNumbers;
import io.crossroads.streaming.TestPlatform;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.archive.ArchivePlan;
import io.crossroads.streaming.query.QuerySettings;
import io.crossroads.streaming.query.SideBySide;
import io.crossroads.streaming.speed.SpeedPlan;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Pipelines side by side in one application: each counts exactly, whatever becomes of another. */
class SeveralPipelinesIT {

  private static final QuerySettings ONCE = TestArchive.catchUp(Duration.ofSeconds(20), 3);
  private static final QuerySettings FOLLOW =
      TestArchive.settings(100_000, false, false, Duration.ofSeconds(5), 2);

  private final TestTopic topic = TestTopic.create(2);
  private final TestTopic otherTopic = TestTopic.create(1);
  private final TestArchive archive = new TestArchive(topic);
  private final TestArchive otherArchive = new TestArchive(otherTopic);
  private final TestLiveNumbers live;

  SeveralPipelinesIT() throws SQLException {
    live = new TestLiveNumbers(topic);
  }

  @AfterEach
  void close() {
    archive.close();
    otherArchive.close();
    topic.close();
    otherTopic.close();
  }

  private PipelineRun traffic(QuerySettings settings) {
    return new PipelineRun(
        TestPlatform.get().spark(), archive.plan(settings), live.plan(settings), false);
  }

  private PipelineRun roads(QuerySettings settings) {
    Pipeline roads = Pipelines.named("roads");
    ArchivePlan plan = otherArchive.plan(settings);
    SpeedPlan speed = live.plan(settings);
    ArchiveNames names = new ArchiveNames("roads", "bucket", plan.names().table());
    return new PipelineRun(
        TestPlatform.get().spark(),
        new ArchivePlan(
            roads,
            plan.limits(),
            plan.bootstrapServers(),
            otherTopic.name(),
            names,
            plan.lake(),
            plan.catalog(),
            plan.checkpoint(),
            settings),
        new SpeedPlan(
            roads,
            plan.limits(),
            plan.bootstrapServers(),
            otherTopic.name(),
            speed.store(),
            Optional.empty(),
            settings),
        false);
  }

  private long roadsCounted() throws SQLException {
    String sum =
        live.database().text("select coalesce(sum(events), 0) from speed_roads_traffic_by_minute");
    return Long.parseLong(sum);
  }

  @Test
  void eachTakesInItsOwnTopic() throws SQLException {
    topic.sendEvents(700, 2);
    otherTopic.sendEvents(300, 1);

    new SideBySide(List.of(traffic(ONCE), roads(ONCE)), Duration.ZERO, false).run();

    assertEquals(700, TestArchive.rows(archive.archived()).size());
    assertEquals(700, live.total());
    assertEquals(300, roadsCounted());
  }

  @Test
  void oneWithoutATopicSaysSoWhileTheOtherGoesOnAndRunsAsSoonAsThereIsOne() throws Exception {
    otherTopic.delete();
    SideBySide all =
        new SideBySide(List.of(traffic(FOLLOW), roads(FOLLOW)), Duration.ofSeconds(1), false);
    CompletableFuture<Void> end =
        CompletableFuture.runAsync(all::run, command -> new Thread(command).start());
    topic.sendEvents(500, 2);
    live.awaitTotal(500);

    otherTopic.make(1, Map.of());
    otherTopic.sendEvents(100, 1);
    awaitRoads(100);

    otherTopic.delete();
    topic.sendEvents(500, 2);
    live.awaitTotal(1_000);
    archive.awaitRows(1_000);

    all.stop();
    assertEndsWellOrFor("no topic '" + otherTopic.name() + "'", end);
    assertEquals(100, roadsCounted());
  }

  /** Whoever has noticed by then that the topic is gone says so at the end, too. */
  private static void assertEndsWellOrFor(String reason, CompletableFuture<Void> end)
      throws Exception {
    try {
      end.get(60, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      assertTrue(e.getCause().getMessage().contains(reason), e.getCause()::toString);
    }
  }

  @Test
  void whatWentWrongIsToldWhenTheOthersHaveEnded() throws SQLException {
    otherTopic.delete();
    topic.sendEvents(200, 2);
    SideBySide all = new SideBySide(List.of(traffic(ONCE), roads(ONCE)), Duration.ZERO, false);

    String message = assertThrows(CommandFailure.class, all::run).getMessage();

    assertTrue(message.contains(otherTopic.name()), message);
    assertEquals(200, live.total());
  }

  private void awaitRoads(long events) throws Exception {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (countedIfThere() < events && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
    assertEquals(events, roadsCounted());
  }

  private long countedIfThere() {
    try {
      return roadsCounted();
    } catch (SQLException notThereYet) {
      return -1;
    }
  }
}

package io.crossroads.streaming.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.streaming.ArchiveProcess;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestLiveNumbers;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.TrafficEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How the job behaves towards those who start it. */
class ArchiveProcessIT {

  private final TestTopic topic = TestTopic.create(2);
  private final TestArchive archive = new TestArchive(topic);

  @AfterEach
  void close() {
    archive.close();
    topic.close();
  }

  @Test
  void aSignalLetsTheRunningBatchBeCommittedAndTellsWhereItStands() throws Exception {
    topic.sendEvents(1_000, 2);
    try (ArchiveProcess process =
        ArchiveProcess.start(topic, archive, "--max-batch-records", "20")) {
      process.awaitLine("batch=1 ");
      process.signal("TERM");

      assertEquals(143, process.exitCode());
      long next = archive.position(archive.archived()).nextOffset(0);
      assertEquals(
          String.format(
              Locale.ROOT, "archive traffic stopped at %s 0:%d 1:%d", topic.name(), next, next),
          process.lastLine());
      assertEquals(TestArchive.eachOnce(2, next), archive.offsets());
    }
  }

  @Test
  void itPrintsOneLineABatchAndEndsWithZeroWhenItHasCaughtUp() throws Exception {
    for (int i = 0; i < 1_000; i++) {
      topic.send(i % 2, i % 10 == 0 ? TrafficEvents.tooFast(i) : TrafficEvents.valid(i));
    }
    topic.flush();
    try (ArchiveProcess process =
        ArchiveProcess.start(topic, archive, "--until-caught-up", "--max-batch-records", "500")) {
      assertEquals(0, process.exitCode(), process.output());

      List<String> lines = process.output().lines().toList();
      assertEquals(3, lines.size(), process.output());
      assertTrue(lines.get(0).endsWith("archiving from " + topic.name() + " 0:0 1:0"));
      assertTrue(
          lines
              .get(1)
              .matches(
                  ".*: batch=0 records=500 archived=450 rejected=50 holes=0 lag=500"
                      + " duration=\\d+\\.\\ds"),
          lines.get(1));
      assertTrue(lines.get(2).contains("batch=1 records=500 archived=450"), lines.get(2));
    }
    assertEquals(TestArchive.eachOnce(2, 500), archive.offsets());
  }

  @Test
  void aFailureIsTheLastLineAndExitCodeOne() throws Exception {
    try (TestTopic absent = TestTopic.absent();
        ArchiveProcess process = ArchiveProcess.start(absent, archive)) {
      assertEquals(1, process.exitCode());
      assertTrue(
          process.lastLine().startsWith("error: there is no topic '" + absent.name()),
          process.output());
    }
  }

  @Test
  void thePositionTellsHowFarBothTablesAreAndWhatWaits() throws Exception {
    try (ArchiveProcess process = ArchiveProcess.position(topic, archive)) {
      assertEquals(1, process.exitCode());
      assertTrue(process.lastLine().contains("has no position"), process.output());
    }
    topic.sendEvents(100, 2);
    archive.catchUp();
    topic.sendEvents(40, 2);
    try (ArchiveProcess process = ArchiveProcess.position(topic, archive)) {
      assertEquals(0, process.exitCode(), process.output());
      assertEquals(
          String.format(Locale.ROOT, "lag=40 position=%s 0:50 1:50", topic.name()),
          process.output().strip());
    }
  }

  @Test
  void thePositionOfLiveNumbersIsASecondLine() throws Exception {
    TestLiveNumbers live = new TestLiveNumbers(topic);
    topic.sendEvents(100, 2);
    archive.catchUp();
    String[] asked = {
      "--live", "--store-uri", live.settings().uri(), "--store-user", live.settings().user()
    };
    try (ArchiveProcess process = ArchiveProcess.position(topic, archive, asked)) {
      assertEquals(1, process.exitCode());
      assertTrue(process.output().contains("\nerror: store at "), process.output());
    }
    live.catchUp();
    topic.sendEvents(40, 2);
    archive.catchUp();
    try (ArchiveProcess process = ArchiveProcess.position(topic, archive, asked)) {
      assertEquals(0, process.exitCode(), process.output());
      assertEquals(
          String.format(
              Locale.ROOT,
              "lag=0 position=%1$s 0:70 1:70\nlive lag=40 position=%1$s 0:50 1:50",
              topic.name()),
          process.output().strip());
    }
  }

  @Test
  void aStoreThatCannotBeUsedDoesNotKeepTheArchiveFromItsWork() throws Exception {
    TestLiveNumbers live = new TestLiveNumbers(topic);
    live.catchUp();
    live.database()
        .execute("update rollup set declaration = 'another' where name = 'traffic_by_hour'");
    topic.sendEvents(100, 2);
    List<String> arguments = new ArrayList<>(ArchiveProcess.arguments(topic, archive.names()));
    arguments.addAll(
        List.of("--store-uri", live.settings().uri(), "--store-user", live.settings().user()));
    arguments.add("--until-caught-up");
    try (ArchiveProcess process = ArchiveProcess.run("stream", arguments.toArray(String[]::new))) {
      assertEquals(1, process.exitCode(), process.output());
      assertTrue(
          process.lastLine().startsWith("error: rollup 'traffic_by_hour' is declared as"),
          process.output());
    }
    assertEquals(TestArchive.eachOnce(2, 50), archive.offsets());
  }

  @Test
  void wrongUsageIsExitCodeTwoAndNamesTheValue() throws Exception {
    try (ArchiveProcess process =
        ArchiveProcess.start("--lake", "file:/lake", "--every", "0s", "--wait", "soon")) {
      assertEquals(2, process.exitCode());
      assertTrue(process.output().contains("'soon'"), process.output());
    }
  }
}

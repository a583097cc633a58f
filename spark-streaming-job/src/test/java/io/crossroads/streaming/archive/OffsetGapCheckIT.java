package io.crossroads.streaming.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.Loss.Cause;
import io.crossroads.streaming.RunningArchive;
import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.TrafficEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the broker no longer holds is never passed over in silence. */
class OffsetGapCheckIT {

  private TestTopic topic = TestTopic.create(1);
  private TestArchive archive = new TestArchive(topic);

  @AfterEach
  void close() {
    archive.close();
    topic.close();
  }

  private void begin(TestTopic other) {
    close();
    topic = other;
    archive = new TestArchive(topic);
  }

  private String refusal() {
    return assertThrows(CommandFailure.class, archive::catchUp).getMessage();
  }

  private void acceptLoss() {
    archive.run(TestArchive.ACCEPT_LOSS);
  }

  /** Table, cause, topic and range of each loss; when it was accepted is another matter. */
  private List<String> losses(Table table) {
    List<String> losses = new ArrayList<>();
    for (Loss loss : archive.losses(table)) {
      assertFalse(loss.acceptedAt().isBlank());
      losses.add(
          String.format(
              Locale.ROOT,
              "%s %s %s %d %d..%d",
              loss.sink(),
              loss.cause(),
              loss.topicId(),
              loss.partition(),
              loss.from(),
              loss.until()));
    }
    return losses;
  }

  /** The same loss of both tables, of which each tells. */
  private List<String> ofBoth(String loss) {
    return List.of(
        archive.names().table() + " " + loss, archive.names().rejectedTable() + " " + loss);
  }

  @Test
  void recordsThatTheBrokerDeletedStopTheJobUntilSomebodyAcceptsTheLoss() {
    topic.sendEvents(100, 1);
    archive.catchUp();
    topic.sendEvents(100, 1);
    topic.deleteRecordsBefore(0, 150);

    String message = refusal();
    assertTrue(
        message.contains(topic.name() + ", partition 0: offsets 100..149 (50 records) are lost"),
        message);
    assertTrue(message.contains("--accept-loss"), message);
    assertEquals(TestArchive.eachOnce(1, 100), archive.offsets());

    acceptLoss();
    List<String> expected = TestArchive.eachOnce(1, 200);
    expected.subList(100, 150).clear();
    assertEquals(expected, archive.offsets());
    for (Table table : List.of(archive.archived(), archive.rejected())) {
      assertEquals(ofBoth(Cause.DELETED + " " + topic.id() + " 0 100..150"), losses(table));
    }

    archive.catchUp();
  }

  @Test
  void recordsDeletedBeforeTheFirstRunAreNobodysLoss() {
    topic.sendEvents(100, 1);
    topic.deleteRecordsBefore(0, 30);

    archive.catchUp();

    assertEquals(TestArchive.eachOnce(1, 100).subList(30, 100), archive.offsets());
  }

  @Test
  void recordsDeletedBetweenTheFirstStartAndTheFirstRecordAreALoss() {
    archive.catchUp();
    topic.sendEvents(100, 1);
    topic.deleteRecordsBefore(0, 30);

    assertTrue(refusal().contains("offsets 0..29 (30 records)"));
  }

  @Test
  void aRecreatedTopicStopsTheJobUntilSomebodyAcceptsThat() {
    topic.sendEvents(100, 1);
    archive.catchUp();
    String old = topic.id();
    topic.delete();
    topic.make(1, Map.of());
    topic.sendEvents(10, 1);

    String message = refusal();
    assertTrue(message.contains(old) && message.contains(topic.id()), message);

    acceptLoss();
    assertEquals(110, archive.offsets().size());
    assertEquals(topic.id(), archive.position(archive.archived()).topicId());
    assertEquals(
        ofBoth(Cause.TOPIC_REPLACED + " " + old + " 0 100..100"), losses(archive.archived()));
  }

  @Test
  void aRecreatedTopicWhileTheJobRunsStopsItToo() throws Throwable {
    topic.sendEvents(100, 1);
    try (RunningArchive running = archive.follow()) {
      archive.awaitRows(100);
      topic.delete();
      topic.make(1, Map.of());
      topic.sendEvents(300, 1);

      String message = assertThrows(CommandFailure.class, running::awaitEnd).getMessage();
      assertTrue(message.contains("deleted and recreated"), message);
    }
    assertEquals(TestArchive.eachOnce(1, 100), archive.offsets());
  }

  @Test
  void aLogThatEndsBeforeThePositionStopsTheJob() {
    topic.sendEvents(100, 1);
    archive.catchUp();
    archive.moveTo(500);

    String message = refusal();
    assertTrue(message.contains("offsets 100..499 (400 records) are archived, but"), message);

    acceptLoss();
    topic.sendEvents(10, 1);
    archive.catchUp();
    assertEquals(TestArchive.eachOnce(1, 110), archive.offsets());
  }

  @Test
  void newPartitionsArePickedUpWhileTheJobRuns() throws Throwable {
    topic.sendEvents(10, 1);
    try (RunningArchive running = archive.follow()) {
      archive.awaitRows(10);
      topic.addPartitions(3);
      topic.awaitPartitions(3);
      topic.sendEvents(30, 3);
      archive.awaitRows(40);
      assertTrue(running.runs());
    }
    assertEquals(20, archive.position(archive.rejected()).nextOffset(0));
    assertEquals(10, archive.position(archive.rejected()).nextOffset(2));
  }

  @Test
  void aTableThatIsBehindCatchesUpAlone() {
    for (int i = 0; i < 100; i++) {
      topic.send(0, i % 4 == 0 ? TrafficEvents.tooFast(i) : TrafficEvents.valid(i));
    }
    topic.flush();
    archive.catchUp();
    archive.drop(archive.names().rejected());

    archive.catchUp();

    assertEquals(TestArchive.eachOnce(1, 100), archive.offsets());
    assertEquals(25, TestArchive.rows(archive.rejected()).size());
  }

  @Test
  void marksOfTransactionsAreHolesAndAbortedRecordsAreNotArchived() {
    topic.sendInTransaction(10, true);
    topic.sendInTransaction(10, false);
    topic.sendInTransaction(10, true);

    archive.catchUp();

    List<String> expected = TestArchive.eachOnce(1, 33);
    expected.remove(32);
    expected.subList(10, 22).clear();
    assertEquals(expected, archive.offsets());
    assertEquals(33, archive.position(archive.archived()).nextOffset(0));
  }

  @Test
  void aTopicThatIsNotThereIsNamedWithTheRemedy() {
    begin(TestTopic.absent());

    assertEquals(
        String.format(
            Locale.ROOT,
            "there is no topic '%s': create it with 'bin/crossroads topics create --topic %s'",
            topic.name(),
            topic.name()),
        refusal());
  }

  @Test
  void aTopicWithTimesOfItsSendersIsRefusedWithTheRemedy() {
    begin(TestTopic.create(1, Map.of("message.timestamp.type", "CreateTime")));

    String message = refusal();
    assertTrue(message.contains("message.timestamp.type=CreateTime"), message);
    assertTrue(message.contains("topics create --topic " + topic.name() + " --repair"), message);
  }

  @Test
  void aCompactedTopicIsRefusedWithTheRemedy() {
    begin(TestTopic.create(1, Map.of("cleanup.policy", "compact")));

    String message = refusal();
    assertTrue(message.contains("cleanup.policy=compact"), message);
    assertTrue(message.contains("--repair"), message);
  }
}

package io.crossroads.streaming.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.Loss.Cause;
import io.crossroads.layers.position.OffsetRange;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.streaming.source.TopicState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OffsetGapCheckTest {

  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  private static Position position(String id, Map<Integer, Long> next) {
    TreeMap<Integer, PartitionPosition> partitions = new TreeMap<>();
    next.forEach(
        (partition, offset) -> partitions.put(partition, new PartitionPosition(offset, 9)));
    return new Position("t", id, partitions);
  }

  private static TopicState topic(String id, Map<Integer, OffsetRange> partitions) {
    return new TopicState("t", id, new TreeMap<>(partitions), new TreeMap<>());
  }

  private static OffsetRange range(long from, long until) {
    return new OffsetRange(from, until);
  }

  private static Loss loss(Cause cause, String id, int partition, long from, long until) {
    return new Loss(cause, "raw", id, partition, from, until, "2026-03-01T00:00:00Z");
  }

  @Test
  void nothingIsLostWhereThePositionIsWithinTheLog() {
    Position position = position("a", Map.of(0, 5L, 1, 9L));
    TopicState topic = topic("a", Map.of(0, range(5, 7), 1, range(0, 9), 2, range(0, 4)));

    assertEquals(
        new OffsetGapCheck(List.of(), position), OffsetGapCheck.of("raw", position, topic, NOW));
  }

  @Test
  void whatTheBrokerDeletedBeforeItWasReadIsLost() {
    Position position = position("a", Map.of(0, 5L, 1, 9L));
    TopicState topic = topic("a", Map.of(0, range(8, 20), 1, range(9, 9)));

    OffsetGapCheck check = OffsetGapCheck.of("raw", position, topic, NOW);

    assertEquals(List.of(loss(Cause.DELETED, "a", 0, 5, 8)), check.losses());
    assertEquals(position("a", Map.of(0, 8L, 1, 9L)), check.repaired());
    assertEquals(
        "topic t, partition 0: offsets 5..7 (3 records) are lost: the broker deleted them before"
            + " they were archived",
        check.message(position, topic));
  }

  @Test
  void aPartitionThatIsNewMustBeginAtZero() {
    Position position = position("a", Map.of(0, 5L));
    TopicState topic = topic("a", Map.of(0, range(0, 5), 1, range(3, 9)));

    assertEquals(
        List.of(loss(Cause.DELETED, "a", 1, 0, 3)),
        OffsetGapCheck.of("raw", position, topic, NOW).losses());
  }

  @Test
  void aLogThatEndsBeforeThePositionWasTruncated() {
    Position position = position("a", Map.of(0, 50L));
    TopicState topic = topic("a", Map.of(0, range(0, 40)));

    OffsetGapCheck check = OffsetGapCheck.of("raw", position, topic, NOW);

    assertEquals(List.of(loss(Cause.TRUNCATED, "a", 0, 40, 50)), check.losses());
    assertEquals(40, check.repaired().nextOffset(0));
  }

  @Test
  void aTopicMadeAnewBeginsAtZeroAndTheOldPositionIsKept() {
    Position position = position("old", Map.of(0, 50L, 1, 7L));
    TopicState topic = topic("new", Map.of(0, range(0, 90), 1, range(2, 3)));

    OffsetGapCheck check = OffsetGapCheck.of("raw", position, topic, NOW);

    assertEquals(
        List.of(
            loss(Cause.TOPIC_REPLACED, "old", 0, 50, 50),
            loss(Cause.TOPIC_REPLACED, "old", 1, 7, 7),
            loss(Cause.DELETED, "new", 1, 0, 2)),
        check.losses());
    assertEquals("new", check.repaired().topicId());
    assertEquals(0, check.repaired().nextOffset(0));
    assertEquals(2, check.repaired().nextOffset(1));
  }
}

package io.crossroads.streaming.archive;

import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.Loss.Cause;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.streaming.source.TopicState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Whether a sink can go on where it is: compares its position with what the broker holds.
 *
 * @param losses what lies between the two; empty if nothing is lost
 * @param repaired where the sink can go on, losses accepted
 */
record OffsetGapCheck(List<Loss> losses, Position repaired) {

  OffsetGapCheck {
    losses = List.copyOf(losses);
  }

  /**
   * Compares.
   *
   * @param sink the table at the position
   * @param now goes into the losses, as when they were accepted
   */
  static OffsetGapCheck of(String sink, Position position, TopicState topic, Instant now) {
    if (!position.topicId().equals(topic.topicId())) {
      return replaced(sink, position, topic, now);
    }
    List<Loss> losses = new ArrayList<>();
    SortedMap<Integer, PartitionPosition> moved = new TreeMap<>();
    topic
        .partitions()
        .forEach(
            (partition, held) -> {
              long next = position.nextOffset(partition);
              long reachable = Math.max(held.from(), Math.min(next, held.until()));
              if (reachable != next) {
                losses.add(loss(sink, topic.topicId(), partition, next, reachable, now));
                moved.put(
                    partition,
                    new PartitionPosition(reachable, position.maxAppendTimeMicros(partition)));
              }
            });
    return new OffsetGapCheck(losses, position.with(moved));
  }

  private static Loss loss(
      String sink, String topicId, int partition, long next, long reachable, Instant now) {
    return reachable > next
        ? new Loss(Cause.DELETED, sink, topicId, partition, next, reachable, now.toString())
        : new Loss(Cause.TRUNCATED, sink, topicId, partition, reachable, next, now.toString());
  }

  private static OffsetGapCheck replaced(
      String sink, Position position, TopicState topic, Instant now) {
    List<Loss> losses = new ArrayList<>();
    position
        .partitions()
        .forEach(
            (partition, at) ->
                losses.add(
                    new Loss(
                        Cause.TOPIC_REPLACED,
                        sink,
                        position.topicId(),
                        partition,
                        at.nextOffset(),
                        at.nextOffset(),
                        now.toString())));
    SortedMap<Integer, PartitionPosition> zero = new TreeMap<>();
    topic.partitions().keySet().forEach(p -> zero.put(p, new PartitionPosition(0, 0)));
    Position fromZero = new Position(topic.topic(), topic.topicId(), zero);
    OffsetGapCheck ofNewTopic = of(sink, fromZero, topic, now);
    losses.addAll(ofNewTopic.losses());
    return new OffsetGapCheck(losses, ofNewTopic.repaired());
  }

  /** Whether something was lost in this way. */
  boolean tellsOf(Cause cause) {
    return losses.stream().anyMatch(loss -> loss.cause() == cause);
  }

  /** What is lost, for people. */
  String message(Position position, TopicState topic) {
    if (!position.topicId().equals(topic.topicId())) {
      return String.format(
          Locale.ROOT,
          "topic %s was deleted and recreated: the archive follows the one with id %s, the broker has %s; what the old one held after %s is lost",
          topic.topic(),
          position.topicId(),
          topic.topicId(),
          position.brief());
    }
    return losses.stream()
        .map(loss -> describe(topic.topic(), loss))
        .collect(Collectors.joining("; "));
  }

  private static String describe(String topic, Loss loss) {
    String offsets =
        String.format(
            Locale.ROOT,
            "topic %s, partition %d: offsets %d..%d (%d records)",
            topic,
            loss.partition(),
            loss.from(),
            loss.until() - 1,
            loss.until() - loss.from());
    return loss.cause() == Cause.DELETED
        ? offsets + " are lost: the broker deleted them before they were archived"
        : offsets + " are archived, but the broker's log now ends before them";
  }
}

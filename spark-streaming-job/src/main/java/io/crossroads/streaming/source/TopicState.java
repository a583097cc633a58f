package io.crossroads.streaming.source;

import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.OffsetRange;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the broker holds of a topic.
 *
 * @param topic the topic's name
 * @param topicId its id as Kafka prints it
 * @param partitions by partition, the offsets from the first that is still there to the one that
 *     the next record will have, whether its transactions are decided or not
 * @param stableEnds by partition, the last stable offset: where the first transaction begins that
 *     is still open, and nothing behind it can be read; the end if there is none
 */
public record TopicState(
    String topic,
    String topicId,
    SortedMap<Integer, OffsetRange> partitions,
    SortedMap<Integer, Long> stableEnds) {

  public TopicState {
    partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
    stableEnds = Collections.unmodifiableSortedMap(new TreeMap<>(stableEnds));
  }

  /** The position of a sink that begins with what is there. */
  public Position beginning() {
    SortedMap<Integer, PartitionPosition> begin = new TreeMap<>();
    partitions.forEach(
        (partition, range) -> begin.put(partition, new PartitionPosition(range.from(), 0)));
    return new Position(topic, topicId, begin);
  }

  /**
   * What the broker has deleted already, for a table that begins with what is there.
   *
   * @param sink the table
   * @param now goes into the losses
   */
  public List<Loss> deleted(String sink, Instant now) {
    List<Loss> deleted = new ArrayList<>();
    partitions.forEach(
        (partition, range) -> {
          if (range.from() > 0) {
            deleted.add(
                new Loss(
                    Loss.Cause.DELETED, sink, topicId, partition, 0, range.from(), now.toString()));
          }
        });
    return deleted;
  }

  /**
   * Makes sure that it is still the same topic.
   *
   * @throws IllegalStateException if it was deleted and recreated
   */
  public void requireId(String expected) {
    if (!topicId.equals(expected)) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "topic %s has another id now, %s", topic, topicId));
    }
  }

  /** By partition, the offset that the next record will have. */
  public SortedMap<Integer, Long> ends() {
    SortedMap<Integer, Long> ends = new TreeMap<>();
    partitions.forEach((partition, range) -> ends.put(partition, range.until()));
    return ends;
  }

  /** By partition, how many offsets an open transaction keeps from being read; none of 0. */
  public SortedMap<Integer, Long> held() {
    SortedMap<Integer, Long> held = new TreeMap<>();
    stableEnds.forEach(
        (partition, stable) -> {
          long behind = partitions.get(partition).until() - stable;
          if (behind > 0) {
            held.put(partition, behind);
          }
        });
    return held;
  }
}

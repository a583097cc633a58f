package io.crossroads.layers.position;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a sink has taken in a topic: every record before it is in the sink, none after it is.
 *
 * @param topic the topic's name
 * @param topicId the topic's id as Kafka prints it; a topic that is deleted and recreated has
 *     another one
 * @param partitions by partition number; a partition that is not in it has not been begun
 */
public record Position(
    String topic, String topicId, SortedMap<Integer, PartitionPosition> partitions) {

  private static final ObjectMapper JSON = new ObjectMapper();

  public Position {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(topicId, "topicId");
    partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
  }

  /**
   * Reads what {@link #toJson} wrote.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Position fromJson(String json) {
    try {
      return JSON.readValue(json, Position.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a position: " + json, e);
    }
  }

  /** The position as JSON; equal positions give equal text. */
  public String toJson() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("position " + this, e);
    }
  }

  /** The first offset of a partition that the sink does not hold; 0 for one that is not begun. */
  public long nextOffset(int partition) {
    PartitionPosition position = partitions.get(partition);
    return position == null ? 0 : position.nextOffset();
  }

  /** The running maximum of a partition's append time in microseconds; 0 for one not begun. */
  public long maxAppendTimeMicros(int partition) {
    PartitionPosition position = partitions.get(partition);
    return position == null ? 0 : position.maxAppendTimeMicros();
  }

  /** The greatest append time of all partitions in microseconds; 0 if there was none. */
  public long maxAppendTimeMicros() {
    return partitions.values().stream()
        .mapToLong(PartitionPosition::maxAppendTimeMicros)
        .max()
        .orElse(0);
  }

  /** This position with some partitions moved; the others stay. */
  public Position with(Map<Integer, PartitionPosition> moved) {
    SortedMap<Integer, PartitionPosition> all = new TreeMap<>(partitions);
    all.putAll(moved);
    return new Position(topic, topicId, all);
  }

  /** This position, moved on to {@code further} in those partitions where that is ahead. */
  public Position advancedTo(Map<Integer, PartitionPosition> further) {
    SortedMap<Integer, PartitionPosition> all = new TreeMap<>(partitions);
    further.forEach((partition, to) -> all.merge(partition, to, Position::further));
    return new Position(topic, topicId, all);
  }

  /** Whether a sink at this position holds all that one at {@code other} holds. */
  public boolean covers(Position other) {
    return topicId.equals(other.topicId)
        && other.partitions.keySet().stream()
            .allMatch(partition -> nextOffset(partition) >= other.nextOffset(partition));
  }

  /**
   * The position that all of several sinks have reached: the smallest of each partition.
   *
   * @throws IllegalArgumentException if they are of different topics, or there are none
   */
  public static Position smallest(Collection<Position> positions) {
    Position first =
        positions.stream()
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException("no positions"));
    SortedMap<Integer, PartitionPosition> smallest = new TreeMap<>(first.partitions);
    for (Position position : positions) {
      if (!position.topicId.equals(first.topicId)) {
        throw new IllegalArgumentException(
            "positions of two topics, " + first.topicId + " and " + position.topicId);
      }
      smallest.keySet().retainAll(position.partitions.keySet());
      smallest.replaceAll((partition, at) -> nearer(at, position.partitions.get(partition)));
    }
    return new Position(first.topic, first.topicId, smallest);
  }

  /**
   * How many offsets lie between this position and the end of the topic.
   *
   * @param ends by partition, the offset that the next record will have
   */
  public long lag(Map<Integer, Long> ends) {
    return ends.entrySet().stream()
        .mapToLong(end -> Math.max(0, end.getValue() - nextOffset(end.getKey())))
        .sum();
  }

  /** The next offsets for people, such as {@code traffic-stream 0:1200 1:1187}. */
  public String brief() {
    return partitions.entrySet().stream()
        .map(partition -> " " + partition.getKey() + ":" + partition.getValue().nextOffset())
        .collect(Collectors.joining("", topic, ""));
  }

  private static PartitionPosition further(PartitionPosition one, PartitionPosition other) {
    return one.nextOffset() >= other.nextOffset() ? one : other;
  }

  private static PartitionPosition nearer(PartitionPosition one, PartitionPosition other) {
    return one.nextOffset() <= other.nextOffset() ? one : other;
  }
}

package io.crossroads.store;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far a query has taken in a topic: every record before it counts, none after it does.
 *
 * @param topic the topic's name
 * @param topicId the topic's id; a topic that is deleted and made anew has another one
 * @param partitions by partition number; a partition that is not in it has not been begun
 */
public record TopicPosition(String topic, String topicId, SortedMap<Integer, Reached> partitions) {

  /**
   * How far in one partition.
   *
   * @param nextOffset the first offset that does not count yet
   * @param maxAppendTimeMicros the greatest append time before it; 0 if that is not known
   */
  public record Reached(long nextOffset, long maxAppendTimeMicros) {}

  public TopicPosition {
    Objects.requireNonNull(topic, "topic");
    Objects.requireNonNull(topicId, "topicId");
    partitions = Collections.unmodifiableSortedMap(new TreeMap<>(partitions));
  }

  /** The first offset of a partition that does not count; 0 for one that is not begun. */
  public long nextOffset(int partition) {
    Reached reached = partitions.get(partition);
    return reached == null ? 0 : reached.nextOffset();
  }

  /** The greatest append time of a partition so far; 0 if there was none. */
  public long maxAppendTimeMicros(int partition) {
    Reached reached = partitions.get(partition);
    return reached == null ? 0 : reached.maxAppendTimeMicros();
  }

  /** The greatest append time of all partitions; 0 if there was none. */
  public long maxAppendTimeMicros() {
    return partitions.values().stream().mapToLong(Reached::maxAppendTimeMicros).max().orElse(0);
  }
}

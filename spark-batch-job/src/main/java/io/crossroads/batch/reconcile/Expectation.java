package io.crossroads.batch.reconcile;

import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.util.Collection;
import java.util.Comparator;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which offsets the tables together must hold: of the topic as it is, those before the smallest
 * position; of one that it replaced, those before the position that was left.
 *
 * @param until by topic id and partition, the offset that all before it must be held of
 * @param losses offsets that nobody expects any more
 */
record Expectation(SortedMap<TopicPartition, Long> until, Collection<Loss> losses) {

  /** A partition of a topic that had this id. */
  record TopicPartition(String topicId, int partition) implements Comparable<TopicPartition> {
    private static final Comparator<TopicPartition> ORDER =
        Comparator.comparing(TopicPartition::topicId).thenComparingInt(TopicPartition::partition);

    @Override
    public int compareTo(TopicPartition other) {
      return ORDER.compare(this, other);
    }
  }

  static Expectation of(Position smallest, Collection<Loss> losses) {
    SortedMap<TopicPartition, Long> until = new TreeMap<>();
    for (Loss loss : losses) {
      if (loss.cause() == Loss.Cause.TOPIC_REPLACED) {
        until.put(new TopicPartition(loss.topicId(), loss.partition()), loss.from());
      }
    }
    for (var entry : smallest.partitions().entrySet()) {
      PartitionPosition position = entry.getValue();
      until.put(new TopicPartition(smallest.topicId(), entry.getKey()), position.nextOffset());
    }
    return new Expectation(until, losses);
  }

  /** Holds what was found in a partition against what must be there. */
  PartitionCount compare(TopicPartition partition, OffsetCount found) {
    long end = until.getOrDefault(partition, 0L);
    long lost = offsets(partition, Loss.Cause.DELETED, end);
    long reused = offsets(partition, Loss.Cause.TRUNCATED, end);
    long rows = found.archived() + found.rejected();
    return new PartitionCount(
        partition.topicId(),
        partition.partition(),
        end,
        found.archived(),
        found.rejected(),
        lost,
        Math.max(0, end - lost - found.distinct()),
        Math.max(0, rows - found.distinct() - reused));
  }

  private long offsets(TopicPartition partition, Loss.Cause cause, long end) {
    return losses.stream()
        .filter(loss -> loss.cause() == cause)
        .filter(loss -> loss.topicId().equals(partition.topicId()))
        .filter(loss -> loss.partition() == partition.partition())
        .mapToLong(loss -> Math.max(0, Math.min(loss.until(), end) - loss.from()))
        .sum();
  }
}

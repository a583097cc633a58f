package io.crossroads.batch.reconcile;

import java.util.Comparator;

/** A partition of a topic that had this id; a topic that was recreated has another one. */
record TopicPartition(String topicId, int partition) implements Comparable<TopicPartition> {

  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topicId).thenComparingInt(TopicPartition::partition);

  @Override
  public int compareTo(TopicPartition other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "partition " + partition + " of topic id " + topicId;
  }
}

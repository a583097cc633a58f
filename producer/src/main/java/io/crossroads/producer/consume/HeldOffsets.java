package io.crossroads.producer.consume;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Offsets at the end of partitions that wait behind an open transaction.
 *
 * @param from by partition, the first of them
 * @param counts by partition, how many; over 0
 */
record HeldOffsets(SortedMap<Integer, Long> from, SortedMap<Integer, Long> counts) {

  static final HeldOffsets NONE = new HeldOffsets(new TreeMap<>(), new TreeMap<>());

  /**
   * What lies between the ends and what is committed.
   *
   * @param ends where the log ends
   * @param committed a consumer that reads what is committed
   */
  static HeldOffsets between(
      Map<TopicPartition, Long> ends,
      Consumer<?, ?> committed,
      Collection<TopicPartition> partitions) {
    SortedMap<Integer, Long> from = new TreeMap<>();
    SortedMap<Integer, Long> counts = new TreeMap<>();
    committed
        .endOffsets(partitions)
        .forEach(
            (partition, stable) -> {
              long held = ends.get(partition) - stable;
              if (held > 0) {
                from.put(partition.partition(), stable);
                counts.put(partition.partition(), held);
              }
            });
    return new HeldOffsets(from, counts);
  }

  /** What is held, for people; empty if nothing is. */
  Optional<String> describe() {
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            counts.entrySet().stream()
                .map(
                    held ->
                        String.format(
                            Locale.ROOT,
                            "partition %d: %d offsets from %d on are held by an open transaction",
                            held.getKey(),
                            held.getValue(),
                            from.get(held.getKey())))
                .collect(
                    Collectors.joining("\n", "", "\n--uncommitted prints what is in them, too")));
  }
}

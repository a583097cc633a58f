package io.crossroads.layers.horizon;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The border between the layers. Of every partition the batch layer holds the archived events with
 * offsets before that of {@code offsets}, and the speed layer those from it on.
 *
 * @param time T: all that the batch layer holds was appended before it; empty before the first run
 * @param topicId the topic that the offsets are of; empty before the first run
 * @param offsets V: by partition, the first offset that the batch layer does not hold; one that is
 *     not in it is the speed layer's from the beginning
 * @param generation how often it has been published
 */
public record Horizon(
    Optional<Instant> time,
    Optional<String> topicId,
    SortedMap<Integer, Long> offsets,
    long generation) {

  /** Where nothing has been published. */
  public static final Horizon NONE =
      new Horizon(Optional.empty(), Optional.empty(), new TreeMap<>(), 0);

  public Horizon {
    offsets = Collections.unmodifiableSortedMap(new TreeMap<>(offsets));
  }

  /** The first offset of a partition that is the speed layer's. */
  public long offset(int partition) {
    return offsets.getOrDefault(partition, 0L);
  }

  /** The horizon as microseconds since the epoch; long before any event if there is none. */
  public long timeMicros() {
    return time.map(at -> ChronoUnit.MICROS.between(Instant.EPOCH, at)).orElse(Long.MIN_VALUE);
  }

  /** The rule that splits records between the layers at this horizon. */
  public LayerSplit split() {
    return new LayerSplit(offsets, timeMicros());
  }
}

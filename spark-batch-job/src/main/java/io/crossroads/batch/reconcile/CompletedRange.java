package io.crossroads.batch.reconcile;

import io.crossroads.layers.horizon.Bucket;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.Position;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Up to where archive and merged answers can be compared while both go on: the border of a bucket
 * before which both have all records of every partition, or, where the archive has all that the
 * speed layer has, the speed layer's position.
 *
 * @param untilMicros the border B, microseconds since the epoch
 * @param viewsAlone whether it is the horizon, so that the speed layer has no part in it
 * @param allOfSpeed whether all that the speed layer holds can be compared
 */
record CompletedRange(long untilMicros, boolean viewsAlone, boolean allOfSpeed) {

  /**
   * Finds it.
   *
   * @param archived what both tables of the archive hold
   * @param speed how far the speed layer has come, if it has begun
   */
  static CompletedRange of(Position archived, Horizon horizon, Optional<Position> speed) {
    Set<Integer> partitions = new TreeSet<>(archived.partitions().keySet());
    partitions.addAll(horizon.offsets().keySet());
    speed.ifPresent(position -> partitions.addAll(position.partitions().keySet()));
    long until = Long.MAX_VALUE;
    long latest = 0;
    boolean allOfSpeed = speed.isPresent();
    for (int partition : partitions) {
      long live = speed.map(position -> position.nextOffset(partition)).orElse(0L);
      long merged = Math.max(live, horizon.offset(partition));
      long mergedLatest =
          live < horizon.offset(partition)
              ? horizon.timeMicros()
              : speed.map(position -> position.maxAppendTimeMicros(partition)).orElse(0L);
      allOfSpeed &= archived.nextOffset(partition) >= live;
      long archivedLatest = archived.maxAppendTimeMicros(partition);
      latest = Math.max(latest, Math.max(archivedLatest, mergedLatest));
      if (archived.nextOffset(partition) != merged) {
        until = Math.min(until, Bucket.of(Math.min(archivedLatest, mergedLatest)));
      }
    }
    until = Math.min(until, Bucket.of(latest) + Bucket.MICROS);
    return until <= horizon.timeMicros()
        ? new CompletedRange(horizon.timeMicros(), true, allOfSpeed)
        : new CompletedRange(until, false, allOfSpeed);
  }
}

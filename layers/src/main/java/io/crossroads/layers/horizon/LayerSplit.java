package io.crossroads.layers.horizon;

import java.io.Serializable;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The rule that splits records between the layers, as a horizon gives it; small enough to be sent
 * to every task. Every record is of exactly one layer: the batch layer's if its offset is before
 * the partition's border, else the speed layer's, in a bucket that is never before T.
 */
public final class LayerSplit implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, Long> offsets;
  private final long timeMicros;

  /**
   * The rule of a horizon.
   *
   * @param offsets by partition, the first offset that is the speed layer's; 0 for one not in it
   * @param timeMicros T in microseconds since the epoch; {@link Long#MIN_VALUE} before the first
   */
  LayerSplit(SortedMap<Integer, Long> offsets, long timeMicros) {
    this.offsets = new TreeMap<>(offsets);
    this.timeMicros = timeMicros;
  }

  /** Whether a record is the batch layer's, so that the speed layer must leave it out. */
  public boolean isBatch(int partition, long offset) {
    return offset < offsets.getOrDefault(partition, 0L);
  }

  /**
   * The bucket of append time that a row of the speed layer is of. It is never before T: on a
   * partition that was idle the broker's clock may step back behind it.
   *
   * @param appendTimeMicros the partition's running maximum, microseconds since the epoch
   * @return where the bucket begins, microseconds since the epoch
   */
  public long bucketMicros(long appendTimeMicros) {
    return Math.max(Bucket.of(appendTimeMicros), timeMicros);
  }
}

package io.crossroads.layers.position;

/**
 * How far a sink has taken in one partition of a topic.
 *
 * @param nextOffset the first offset that it does not hold yet
 * @param maxAppendTimeMicros the greatest append time of all offsets before {@code nextOffset},
 *     microseconds since the epoch; 0 if there were none. A broker's clock may step back, this does
 *     not
 */
public record PartitionPosition(long nextOffset, long maxAppendTimeMicros) {

  public PartitionPosition {
    if (nextOffset < 0) {
      throw new IllegalArgumentException("next offset must not be negative, not " + nextOffset);
    }
  }
}

package io.crossroads.streaming.source;

import io.crossroads.layers.position.OffsetRange;
import java.io.Serializable;

/**
 * What one task of a batch reads.
 *
 * @param partition of the topic
 * @param from the first offset
 * @param until the one after the last
 */
public record PlannedRange(int partition, long from, long until) implements Serializable {

  /** Its offsets. */
  OffsetRange offsets() {
    return new OffsetRange(from, until);
  }
}

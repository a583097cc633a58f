package io.crossroads.streaming.speed;

import io.crossroads.layers.position.Position;
import java.io.Serializable;
import java.util.HashMap;

/**
 * How far the parts of a store have come before a batch, by partition. They move together, but for
 * one that is rebuilt.
 *
 * @param cells the next offset of the rollups' rows
 * @param events the next offset of rows and of alerts on readings
 * @param appendTimes the running maximum of append time, in microseconds
 */
record SpeedFrom(
    HashMap<Integer, Long> cells, HashMap<Integer, Long> events, HashMap<Integer, Long> appendTimes)
    implements Serializable {

  /**
   * Of positions.
   *
   * @param reached the smaller of both, up to which everything is in the store
   */
  static SpeedFrom of(Iterable<Integer> partitions, SpeedPositions positions, Position reached) {
    SpeedFrom from = new SpeedFrom(new HashMap<>(), new HashMap<>(), new HashMap<>());
    for (int partition : partitions) {
      from.cells.put(partition, positions.cells().nextOffset(partition));
      from.events.put(
          partition,
          positions.events().map(events -> events.nextOffset(partition)).orElse(Long.MAX_VALUE));
      from.appendTimes.put(partition, reached.maxAppendTimeMicros(partition));
    }
    return from;
  }

  long cells(int partition) {
    return cells.get(partition);
  }

  long events(int partition) {
    return events.get(partition);
  }

  long appendTime(int partition) {
    return appendTimes.get(partition);
  }
}

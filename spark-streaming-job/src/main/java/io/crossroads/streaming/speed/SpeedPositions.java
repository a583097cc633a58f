package io.crossroads.streaming.speed;

import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the parts of a store have come that one query keeps.
 *
 * @param cells the rollups' rows, and what is known of entities
 * @param events rows and alerts on readings; empty if the pipeline has none
 */
record SpeedPositions(Position cells, Optional<Position> events) {

  /** Up to where everything is in the store. */
  Position reached() {
    return events.map(at -> Position.smallest(List.of(cells, at))).orElse(cells);
  }

  /** After a batch. */
  SpeedPositions advancedTo(Map<Integer, PartitionPosition> reached) {
    return new SpeedPositions(
        cells.advancedTo(reached), events.map(position -> position.advancedTo(reached)));
  }
}

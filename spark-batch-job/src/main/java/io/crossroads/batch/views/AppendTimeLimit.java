package io.crossroads.batch.views;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.LakeCatalog;
import io.crossroads.lake.PositionMovedException;
import io.crossroads.lake.PositionedTable;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * Sets running maxima of append time back to the present where they are ahead of it, so that
 * records to come are archived with their own times again. Rows stay as they are. A job that writes
 * meanwhile notices that its table's position has changed, and goes on from it.
 */
record AppendTimeLimit(Instant present) {

  private static final int ATTEMPTS = 20;

  void apply(LakeCatalog catalog, TableIdentifier name) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      PositionedTable table =
          catalog
              .find(name)
              .map(PositionedTable::new)
              .orElseThrow(() -> new CommandFailure("there is no table " + name));
      Optional<Position> position = table.position();
      if (position.isEmpty() || limited(position.get()).equals(position.get())) {
        return;
      }
      try {
        table.resetAppendTimes(position.get(), limited(position.get()));
        return;
      } catch (PositionMovedException writtenMeanwhile) {
        // again, from the new position
      }
    }
    throw new CommandFailure(
        String.format(
            Locale.ROOT, "table %s was written to %d times meanwhile; try again", name, ATTEMPTS));
  }

  private Position limited(Position position) {
    SortedMap<Integer, PartitionPosition> limited = new TreeMap<>(position.partitions());
    limited.replaceAll(
        (partition, at) ->
            AheadOfPresent.is(at.maxAppendTimeMicros(), present)
                ? new PartitionPosition(at.nextOffset(), EpochMicros.micros(present))
                : at);
    return position.with(limited);
  }
}

package io.crossroads.streaming;

import io.crossroads.lake.Housekeeping;
import io.crossroads.lake.PositionedTable;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/** A table that takes in a topic, and how far it has come. */
final class Sink {

  private final PositionedTable table;
  private final Housekeeping housekeeping;
  private volatile Position position;

  Sink(PositionedTable table, Housekeeping housekeeping) {
    this.table = table;
    this.housekeeping = housekeeping;
  }

  /** The table. */
  Table table() {
    return table.table();
  }

  /** The position after the last commit of this sink; null before {@link #resume}. */
  Position position() {
    return position;
  }

  /** Reads the position from the table; a table without one begins where the topic does. */
  void resume(TopicState topic) {
    Optional<Position> found = table.position();
    if (found.isEmpty()) {
      table.commit(found, topic.beginning(), List.of());
    }
    position = found.orElseGet(topic::beginning);
  }

  /** Goes on where the topic can be read, and records what is lost. */
  void accept(Continuity continuity) {
    table.acceptLosses(Optional.of(position), continuity.repaired(), continuity.losses());
    position = continuity.repaired();
  }

  /** Commits rows and how far they go; nothing if the table is that far already. */
  void commit(List<DataFile> files, Map<Integer, PartitionPosition> reached) {
    Position next = position.advancedTo(reached);
    if (!next.equals(position)) {
      table.commit(Optional.of(position), next, files);
      position = next;
    }
  }

  /** Keeps the table's metadata small. */
  void clean() {
    housekeeping.clean(table.table());
  }
}

package io.crossroads.streaming.archive;

import io.crossroads.lake.PositionedTable;
import io.crossroads.lake.SnapshotExpiration;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.streaming.source.TopicState;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;

/** A table that takes in a topic, and how far it has come. */
final class Sink {

  private final PositionedTable table;
  private final SnapshotExpiration expiration;
  private volatile Position position;

  Sink(PositionedTable table, SnapshotExpiration expiration) {
    this.table = table;
    this.expiration = expiration;
  }

  /** The table. */
  Table table() {
    return table.table();
  }

  /** The position after the last commit of this sink; null before {@link #resume}. */
  Position position() {
    return position;
  }

  /** The table's name in the accounts of losses. */
  String name() {
    return PositionedTable.nameOf(table.table());
  }

  /** The losses that the table tells of, its own and those of the table beside it. */
  List<Loss> losses() {
    return table.losses();
  }

  /**
   * Reads the position from the table; a table without one begins where the topic does, and tells
   * of what the broker had deleted before.
   */
  void resume(TopicState topic) {
    Optional<Position> found = table.position();
    if (found.isEmpty()) {
      table.acceptLosses(found, topic.beginning(), topic.deleted(name(), Instant.now()));
    }
    position = found.orElseGet(topic::beginning);
  }

  /** Goes on at a position, and records losses that the table does not tell of yet. */
  void accept(Position next, Collection<Loss> losses) {
    List<Loss> told = table.losses();
    List<Loss> added =
        losses.stream().filter(loss -> told.stream().noneMatch(loss::isSameAs)).toList();
    if (!added.isEmpty() || !next.equals(position)) {
      table.acceptLosses(Optional.of(position), next, added);
      position = next;
    }
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
    expiration.clean(table.table());
  }
}

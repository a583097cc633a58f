package io.crossroads.streaming.archive;

import io.crossroads.lake.GapTable;
import io.crossroads.lake.PositionedTable;
import io.crossroads.layers.position.OffsetRange;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.iceberg.Table;

/**
 * Keeps the offsets that no record has. A batch's gaps are committed before its rows are, so that
 * all gaps before the archive's position are in the table; what it holds already is left out. A
 * batch without gaps commits nothing.
 */
final class GapSink {

  private final Supplier<Table> table;
  private PositionedTable opened;

  /**
   * Nothing is opened yet.
   *
   * @param table opens the table, and creates it if there is none
   */
  GapSink(Supplier<Table> table) {
    this.table = table;
  }

  /**
   * Commits the gaps of a batch.
   *
   * @param position where the batch began
   * @param reached by partition, where it ended
   * @param gaps by partition, in the order of their offsets
   */
  void commit(
      Position position,
      Map<Integer, PartitionPosition> reached,
      Map<Integer, List<OffsetRange>> gaps) {
    if (gaps.values().stream().allMatch(List::isEmpty)) {
      return;
    }
    if (opened == null) {
      opened = new PositionedTable(table.get());
    }
    Optional<Position> stored = opened.position();
    Position held =
        stored
            .filter(found -> found.topicId().equals(position.topicId()))
            .orElseGet(() -> new Position(position.topic(), position.topicId(), new TreeMap<>()));
    Map<Integer, List<OffsetRange>> added = added(held, gaps);
    if (!added.isEmpty()) {
      opened.commit(
          stored,
          held.advancedTo(reached),
          List.of(GapTable.write(opened.table(), position.topicId(), added)));
    }
  }

  private static Map<Integer, List<OffsetRange>> added(
      Position held, Map<Integer, List<OffsetRange>> gaps) {
    Map<Integer, List<OffsetRange>> added = new TreeMap<>();
    gaps.forEach(
        (partition, ranges) -> {
          long next = held.nextOffset(partition);
          for (OffsetRange range : ranges) {
            if (range.until() > next) {
              added
                  .computeIfAbsent(partition, none -> new ArrayList<>())
                  .add(new OffsetRange(Math.max(next, range.from()), range.until()));
            }
          }
        });
    return added;
  }
}

package io.crossroads.batch.reconcile;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.lake.GapTable;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.layers.position.OffsetRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.io.CloseableIterable;

/**
 * The offsets that no record has. Load them after the tables of the archive: whatever these have
 * passed over is then in it.
 *
 * @param byPartition the ranges of each partition
 * @param repeated ranges that say again what another one says, for people
 */
record Gaps(Map<TopicPartition, List<OffsetRange>> byPartition, List<String> repeated) {

  static Gaps of(ArchivedPipeline archived) {
    Map<TopicPartition, List<OffsetRange>> gaps = new HashMap<>();
    Optional<Table> table = archived.catalog().find(archived.names().gaps());
    if (table.isPresent() && table.get().currentSnapshot() != null) {
      try (CloseableIterable<Record> rows = IcebergGenerics.read(table.get()).build()) {
        for (Record row : rows) {
          TopicPartition at =
              new TopicPartition(
                  (String) row.getField(KafkaColumns.TOPIC_ID),
                  (Integer) row.getField(KafkaColumns.PARTITION));
          gaps.computeIfAbsent(at, none -> new ArrayList<>())
              .add(
                  new OffsetRange(
                      (Long) row.getField(GapTable.FROM), (Long) row.getField(GapTable.UNTIL)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + table.get().name(), e);
      }
    }
    return new Gaps(gaps, repeated(gaps));
  }

  private static List<String> repeated(Map<TopicPartition, List<OffsetRange>> gaps) {
    List<String> repeated = new ArrayList<>();
    gaps.forEach(
        (at, ranges) -> {
          long told = ranges.stream().mapToLong(OffsetRange::size).sum();
          long different = OffsetSet.of(ranges).size();
          if (told > different) {
            repeated.add(
                String.format(Locale.ROOT, "%s: %d gaps are told of twice", at, told - different));
          }
        });
    return repeated;
  }
}

package io.crossroads.batch.reconcile;

import io.crossroads.batch.archive.TableSnapshot;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.OffsetRange;
import io.crossroads.layers.position.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which offsets the tables together must hold: of the topic as it is, those before the smallest
 * position; of one that it replaced, those before the smallest position that was left. Each in
 * exactly one row, but for what is accounted for as lost or without a record.
 */
final class Expectation {

  /**
   * What must be there of one partition.
   *
   * @param until the offset that all before it are accounted for
   * @param archiveEnd the offset that no row of the archive may reach
   * @param rejectedEnd the same of the table of rejected records
   * @param lostToArchive offsets that the archive never got
   * @param lostToRejected the same of the table of rejected records
   * @param reused offsets that the broker's log gave to two records
   * @param gaps offsets without a record
   */
  record Partition(
      long until,
      long archiveEnd,
      long rejectedEnd,
      OffsetSet lostToArchive,
      OffsetSet lostToRejected,
      OffsetSet reused,
      OffsetSet gaps) {}

  private final TableSnapshot archive;
  private final TableSnapshot rejected;
  private final List<Loss> losses;
  private final SortedMap<TopicPartition, Partition> partitions = new TreeMap<>();

  private Expectation(TableSnapshot archive, TableSnapshot rejected) {
    this.archive = archive;
    this.rejected = rejected;
    this.losses = new ArrayList<>(archive.losses());
    losses.addAll(rejected.losses());
  }

  /**
   * What the tables must hold together.
   *
   * @param smallest what both have reached
   * @param gaps offsets without a record
   */
  static Expectation of(
      TableSnapshot archive,
      TableSnapshot rejected,
      Position smallest,
      Map<TopicPartition, List<OffsetRange>> gaps) {
    Expectation expectation = new Expectation(archive, rejected);
    Map<TopicPartition, long[]> ends = expectation.replaced();
    Position held = archive.position().orElse(smallest);
    Position noted = rejected.position().orElse(smallest);
    // One table may know a new partition that the other one has not begun.
    Set<Integer> known = new TreeSet<>(held.partitions().keySet());
    known.addAll(noted.partitions().keySet());
    known.forEach(
        partition ->
            ends.put(
                new TopicPartition(smallest.topicId(), partition),
                new long[] {held.nextOffset(partition), noted.nextOffset(partition)}));
    ends.forEach(
        (at, end) ->
            expectation.partitions.put(
                at, expectation.partition(at, end[0], end[1], gaps.getOrDefault(at, List.of()))));
    return expectation;
  }

  /** The partitions that something is known of. */
  SortedMap<TopicPartition, Partition> partitions() {
    return partitions;
  }

  /** Losses that just one of the tables tells of, though both have gone on after them. */
  List<String> disagreements() {
    List<String> disagreements = new ArrayList<>();
    disagreements.addAll(toldByOneAlone(archive, rejected));
    disagreements.addAll(toldByOneAlone(rejected, archive));
    return disagreements;
  }

  private static List<String> toldByOneAlone(TableSnapshot one, TableSnapshot other) {
    return one.losses().stream()
        .filter(loss -> other.losses().stream().noneMatch(loss::isSameAs))
        .filter(loss -> hasGoneOn(other, loss))
        .map(
            loss ->
                String.format(
                    Locale.ROOT,
                    "%s tells of a loss that %s does not: %s of partition %d, offsets %d to %d, of %s",
                    one.name().name(),
                    other.name().name(),
                    loss.cause(),
                    loss.partition(),
                    loss.from(),
                    loss.until() - 1,
                    loss.sink()))
        .toList();
  }

  private static boolean hasGoneOn(TableSnapshot table, Loss loss) {
    return table
        .position()
        .filter(
            position ->
                !position.topicId().equals(loss.topicId())
                    || position.nextOffset(loss.partition()) > loss.from())
        .isPresent();
  }

  /** By partition of a topic that was replaced, where each of the tables left it. */
  private Map<TopicPartition, long[]> replaced() {
    Map<TopicPartition, long[]> ends = new HashMap<>();
    for (Loss loss : losses) {
      if (loss.cause() == Loss.Cause.TOPIC_REPLACED) {
        long[] end =
            ends.computeIfAbsent(
                new TopicPartition(loss.topicId(), loss.partition()), none -> new long[2]);
        if (loss.isOf(archive.name().name())) {
          end[0] = loss.from();
        }
        if (loss.isOf(rejected.name().name())) {
          end[1] = loss.from();
        }
      }
    }
    return ends;
  }

  private Partition partition(
      TopicPartition at, long archiveEnd, long rejectedEnd, List<OffsetRange> gaps) {
    return new Partition(
        Math.min(archiveEnd, rejectedEnd),
        archiveEnd,
        rejectedEnd,
        lost(at, Loss.Cause.DELETED, archive),
        lost(at, Loss.Cause.DELETED, rejected),
        lost(at, Loss.Cause.TRUNCATED, archive, rejected),
        OffsetSet.of(gaps));
  }

  private OffsetSet lost(TopicPartition at, Loss.Cause cause, TableSnapshot... tables) {
    List<OffsetRange> ranges = new ArrayList<>();
    for (Loss loss : losses) {
      for (TableSnapshot table : tables) {
        if (loss.cause() == cause
            && loss.topicId().equals(at.topicId())
            && loss.partition() == at.partition()
            && loss.isOf(table.name().name())) {
          ranges.add(new OffsetRange(loss.from(), loss.until()));
        }
      }
    }
    return OffsetSet.of(ranges);
  }
}

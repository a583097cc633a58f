package io.crossroads.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.Table;
import org.apache.iceberg.Transaction;
import org.apache.iceberg.Transactions;
import org.apache.iceberg.UpdateProperties;

/**
 * A table that knows how far it has taken in its topic. Rows and the position after them are
 * committed as one change of the table's metadata: whoever reads the table sees both or neither.
 * The position is a property of the table, so reading it costs the same whatever the table holds,
 * and compaction and expiry of snapshots leave it alone.
 */
public final class PositionedTable {

  /** Property that holds the {@link Position} as JSON. */
  public static final String POSITION = "crossroads.position";

  /** Property that holds the list of accepted {@link Loss losses} as JSON. */
  public static final String LOSSES = "crossroads.losses";

  /**
   * Property that holds, as JSON by {@code topic id/partition}, the first offset from which the
   * running maximum of append time counts; before it, it was ahead of the present.
   */
  public static final String APPEND_TIMES_FROM = "crossroads.append-times-from";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Property that tells a commit of a position from all others, whoever made them. */
  static final String COMMIT = "crossroads.commit";

  private final Table table;

  /**
   * Wraps a table.
   *
   * @param table one that was loaded from a catalog
   */
  public PositionedTable(Table table) {
    this.table = table;
  }

  /** The Iceberg table, as of the last reading or commit. */
  public Table table() {
    return table;
  }

  /** The position that the table has now; empty if it never had one. */
  public Optional<Position> position() {
    table.refresh();
    return positionOf(table);
  }

  /** The losses that operators have accepted so far, oldest first. */
  public List<Loss> losses() {
    table.refresh();
    return lossesOf(table);
  }

  /**
   * The position of a table as it was loaded; empty if it never had one. For readers, who want it
   * of the same moment as the rows.
   */
  public static Optional<Position> positionOf(Table table) {
    return Optional.ofNullable(table.properties().get(POSITION)).map(Position::fromJson);
  }

  /**
   * Commits rows, and that the table has now taken in all up to {@code next}.
   *
   * @param expected the position that the rows follow on; empty if the table must have none yet
   * @param next the position after them
   * @param files the rows; may be empty
   * @throws PositionMovedException if the table is not at {@code expected}
   * @throws RuntimeException of any other kind if the catalog or the storage failed. Whether the
   *     commit took effect then says {@link #position()}
   */
  public void commit(Optional<Position> expected, Position next, List<DataFile> files) {
    commit(expected, next, files, List.of());
  }

  /**
   * Commits that the table goes on at {@code next} and will never hold what was lost before it.
   *
   * @param losses added to those that are recorded already; one that is stays as it was
   * @throws PositionMovedException if the table is not at {@code expected}
   */
  public void acceptLosses(Optional<Position> expected, Position next, List<Loss> losses) {
    commit(expected, next, List.of(), losses);
  }

  /**
   * Commits running maxima of append time that go back, and from which offset on they count.
   *
   * @param next the position with some running maxima smaller; the offsets stay
   * @throws PositionMovedException if the table is not at {@code expected}
   */
  public void resetAppendTimes(Position expected, Position next) {
    SortedMap<String, Long> from = new TreeMap<>(appendTimesFrom(table));
    next.partitions()
        .forEach(
            (partition, at) -> {
              if (at.maxAppendTimeMicros() < expected.maxAppendTimeMicros(partition)) {
                from.put(next.topicId() + "/" + partition, at.nextOffset());
              }
            });
    try {
      commit(
          Optional.of(expected),
          next,
          List.of(),
          List.of(),
          Map.of(APPEND_TIMES_FROM, JSON.writeValueAsString(from)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("offsets " + from, e);
    }
  }

  /** By partition of a topic, the first offset from which running maxima count; mostly empty. */
  public static SortedMap<Integer, Long> appendTimesFrom(Table table, String topicId) {
    SortedMap<Integer, Long> from = new TreeMap<>();
    appendTimesFrom(table)
        .forEach(
            (name, offset) -> {
              int slash = name.lastIndexOf('/');
              if (name.substring(0, slash).equals(topicId)) {
                from.put(Integer.valueOf(name.substring(slash + 1)), offset);
              }
            });
    return from;
  }

  private static Map<String, Long> appendTimesFrom(Table table) {
    String json = table.properties().getOrDefault(APPEND_TIMES_FROM, "{}");
    try {
      return JSON.readValue(json, new TypeReference<Map<String, Long>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not offsets by partition: " + json, e);
    }
  }

  private void commit(
      Optional<Position> expected, Position next, List<DataFile> files, List<Loss> losses) {
    commit(expected, next, files, losses, Map.of());
  }

  private void commit(
      Optional<Position> expected,
      Position next,
      List<DataFile> files,
      List<Loss> losses,
      Map<String, String> more) {
    PositionFence fence =
        new PositionFence(
            ((HasTableOperations) table).operations(),
            table.name(),
            expected.map(Position::toJson));
    Transaction transaction = Transactions.newTransaction(table.name(), fence);
    if (!files.isEmpty()) {
      AppendFiles append = transaction.newAppend();
      files.forEach(append::appendFile);
      append.set(POSITION, next.brief()).commit();
    }
    UpdateProperties properties =
        transaction
            .updateProperties()
            .set(POSITION, next.toJson())
            .set(COMMIT, UUID.randomUUID().toString());
    more.forEach(properties::set);
    if (!losses.isEmpty()) {
      List<Loss> all = new ArrayList<>(lossesOf(transaction.table()));
      losses.stream().filter(loss -> all.stream().noneMatch(loss::isSameAs)).forEach(all::add);
      properties.set(LOSSES, Loss.toJson(all));
    }
    properties.commit();
    transaction.commitTransaction();
  }

  /** The name by which losses tell of a table: without catalog and namespace. */
  public static String nameOf(Table table) {
    return table.name().substring(table.name().lastIndexOf('.') + 1);
  }

  /** The accepted losses of a table as it was loaded, oldest first. */
  public static List<Loss> lossesOf(Table table) {
    return Optional.ofNullable(table.properties().get(LOSSES))
        .map(Loss::fromJson)
        .orElse(List.of());
  }
}

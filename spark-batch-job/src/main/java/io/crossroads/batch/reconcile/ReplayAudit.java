package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.archive.RecordRows;
import io.crossroads.batch.replay.ReplayHeader;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.position.RecordPosition;
import io.crossroads.store.Replay;
import io.crossroads.store.ReplayState;
import io.crossroads.store.Replays;
import io.crossroads.store.StoreSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Holds what the store says of replayed records against both tables: each has its rejected row, and
 * where it is now there is one row, that of an event or one that names it in its header. It may run
 * beside a replay and beside the jobs.
 */
final class ReplayAudit {

  private static final int EXAMPLES = 20;

  private final ArchivedPipeline archived;
  private final StoreSettings store;
  private final boolean values;
  private final List<String> findings = new ArrayList<>();

  /**
   * An audit of a pipeline.
   *
   * @param values whether to decode what became an event again, and compare
   */
  ReplayAudit(ArchivedPipeline archived, StoreSettings store, boolean values) {
    this.archived = archived;
    this.store = store;
    this.values = values;
  }

  /** Counts and compares. */
  ReplayReport run() throws SQLException {
    Map<RecordPosition, Replay> replays = new TreeMap<>();
    for (Replay replay : replays()) {
      replays.put(replay.record(), replay);
    }
    // The tables after the store: what it knows of them is in them.
    ArchivedPipeline.Moment now = archived.now();
    Dataset<Row> rejectedRows = now.rejected().rows(archived.spark());
    requireOriginals(replays, rejectedRows);
    Map<RecordPosition, String> replayedRows = replayed(rejectedRows);
    requireRecorded(replays, replayedRows);
    Map<RecordPosition, Replay> sent = new TreeMap<>();
    replays.values().forEach(replay -> replay.sent().ifPresent(at -> sent.put(at, replay)));
    Set<RecordPosition> events = positions(now.archive().rows(archived.spark()), sent.keySet());
    Set<RecordPosition> again = positions(rejectedRows, sent.keySet());
    long[] counts = new long[4];
    sent.forEach(
        (at, replay) -> counts[place(replay, at, now.position(), events, again, replayedRows)]++);
    if (values) {
      findings.addAll(new ReplayedEvents(archived).findings(now, sent, events, EXAMPLES));
    }
    return new ReplayReport(
        sent.size(),
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        count(replays, ReplayState.CHOSEN),
        count(replays, ReplayState.REFUSED),
        count(replays, ReplayState.UNKNOWN),
        List.copyOf(findings.subList(0, Math.min(EXAMPLES, findings.size()))));
  }

  private List<Replay> replays() throws SQLException {
    try (Connection connection = store.connect("crossroads reconcile")) {
      return Replays.all(connection, archived.pipeline().name());
    }
  }

  private static long count(Map<RecordPosition, Replay> replays, ReplayState state) {
    return replays.values().stream().filter(replay -> replay.state() == state).count();
  }

  /** The rejected row stays, whatever became of the record. */
  private void requireOriginals(Map<RecordPosition, Replay> replays, Dataset<Row> rejectedRows) {
    Set<RecordPosition> originals = positions(rejectedRows, replays.keySet());
    replays.keySet().stream()
        .filter(record -> !originals.contains(record))
        .forEach(record -> find("%s is said to be replayed, but is no rejected record", record));
  }

  /**
   * By the record that each rejected row is, what its header says that it was; not all have one.
   */
  private Map<RecordPosition, String> replayed(Dataset<Row> rejectedRows) {
    Map<RecordPosition, String> replayed = new HashMap<>();
    rejectedRows
        .where(col(RejectedTable.HEADERS).contains('"' + ReplayHeader.NAME + '"'))
        .select(
            KafkaColumns.TOPIC_ID,
            KafkaColumns.PARTITION,
            KafkaColumns.OFFSET,
            RejectedTable.HEADERS)
        .toLocalIterator()
        .forEachRemaining(
            row ->
                ReplayHeader.of(row.getString(3))
                    .ifPresent(was -> replayed.put(RecordRows.position(row), was)));
    return replayed;
  }

  /** A row whose header names a record is where the store says that this record went. */
  private void requireRecorded(
      Map<RecordPosition, Replay> replays, Map<RecordPosition, String> replayedRows) {
    Map<String, Replay> byText = new HashMap<>();
    replays.forEach((record, replay) -> byText.put(record.toString(), replay));
    replayedRows.forEach(
        (at, was) -> {
          Replay replay = byText.get(was);
          if (replay == null) {
            find("%s says that it is a replay of %s, of which the store knows nothing", at, was);
          } else if (replay.sent().filter(sent -> !sent.equals(at)).isPresent()) {
            find(
                "%s is there twice: as %s and, by its header, as %s", was, replay.sent().get(), at);
          } else if (replay.state() == ReplayState.REFUSED) {
            find("%s is said to be refused, but %s is a replay of it by its header", was, at);
          }
        });
  }

  /** Which count a replay goes into: archived, rejected again, waiting or lost. */
  private int place(
      Replay replay,
      RecordPosition at,
      Position position,
      Set<RecordPosition> events,
      Set<RecordPosition> again,
      Map<RecordPosition, String> replayedRows) {
    if (again.contains(at)) {
      if (!replay.record().toString().equals(replayedRows.get(at))) {
        find(
            "%s is said to be the replay of %s, but its header does not say so",
            at, replay.record());
      }
      if (replay.state() != ReplayState.SENT && replay.state() != ReplayState.REJECTED) {
        find(
            "%s is said to be %s as %s, which is rejected",
            replay.record(), replay.state().label(), at);
      }
      return 1;
    }
    if (events.contains(at)) {
      if (replay.state() != ReplayState.SENT && replay.state() != ReplayState.ARCHIVED) {
        find(
            "%s is said to be %s as %s, which is archived",
            replay.record(), replay.state().label(), at);
      }
      return 0;
    }
    if (!at.topicId().equals(position.topicId())) {
      return 3;
    }
    if (at.offset() < position.nextOffset(at.partition())) {
      find("%s is said to be replayed as %s, which is in neither table", replay.record(), at);
    } else if (replay.state() != ReplayState.SENT) {
      find(
          "%s is said to be %s as %s, which is not reached yet",
          replay.record(), replay.state().label(), at);
    }
    return 2;
  }

  private Set<RecordPosition> positions(Dataset<Row> rows, Set<RecordPosition> records) {
    Set<RecordPosition> positions = new HashSet<>();
    Dataset<Row> keys =
        rows.select(KafkaColumns.TOPIC_ID, KafkaColumns.PARTITION, KafkaColumns.OFFSET);
    RecordRows.of(archived.spark(), keys, records)
        .toLocalIterator()
        .forEachRemaining(row -> positions.add(RecordRows.position(row)));
    return positions;
  }

  private void find(String format, Object... values) {
    findings.add(String.format(Locale.ROOT, format, values));
  }
}

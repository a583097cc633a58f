package io.crossroads.batch.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.lake.PositionedTable;
import io.crossroads.layers.position.Loss;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes one thing of a finished run at a time, in every table; each must be named. */
class MutationsIT {

  /** Each takes some seconds: every so many are tried, and all with {@code -Dmutations.every=1}. */
  private static final int EVERY = Integer.getInteger("mutations.every", 8);

  private static final String ARCHIVE = FinishedRun.ARCHIVE;
  private static final String REJECTED = FinishedRun.REJECTED;

  /** Offset 42 of partition 0 of the topic as it is. */
  private static final String ROW =
      " where kafka_topic_id = 'id' and kafka_partition = 0 and kafka_offset = 42";

  private static final String REJECTED_ROW = ROW.replace("42", "43");

  /** Something that is done to the run. */
  private interface Change {
    void make() throws SQLException;
  }

  @TempDir private static Path folder;
  private static FinishedRun run;
  private static int number;

  private final Map<String, Change> mutations = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws SQLException {
    run = new FinishedRun(folder);
  }

  @AfterAll
  static void stop() {
    run.close();
  }

  @Test
  void changedRowsOfTheArchiveAreNamed() throws SQLException {
    assertEquals("exact", said(), "nothing is changed yet");
    rowsOfTheArchive();
    assertEachIsNamed(20);
  }

  @Test
  void changedRejectedRecordsAndGapsAreNamed() throws SQLException {
    rowsOfRejectedRecords();
    gaps();
    assertEachIsNamed(12);
  }

  @Test
  void changedPositionsAndLossesAreNamed() throws SQLException {
    positionsAndLosses();
    assertEachIsNamed(18);
  }

  @Test
  void whatIsChangedInTheStoreIsNamed() throws SQLException {
    store();
    assertEachIsNamed(28);
  }

  private void assertEachIsNamed(int atLeast) throws SQLException {
    List<String> unseen = new ArrayList<>();
    for (Map.Entry<String, Change> mutation : mutations.entrySet()) {
      if (++number % EVERY != 0) {
        continue;
      }
      try {
        mutation.getValue().make();
        String said = said();
        System.out.printf(Locale.ROOT, "| %d | %s | %s |%n", number, mutation.getKey(), said);
        if (said.equals("exact")) {
          unseen.add(mutation.getKey());
        }
      } finally {
        run.restore();
      }
    }
    assertTrue(mutations.size() >= atLeast, "only " + mutations.size());
    assertEquals(List.of(), unseen);
    assertEquals("exact", said(), "everything is as it was");
  }

  /** What reconcile says of the first thing that is wrong; "exact" if nothing is. */
  private String said() throws SQLException {
    try {
      Report report = new Reconciliation(run.archived(), true).run();
      if (!report.exact()) {
        List<String> all = new ArrayList<>(report.examples());
        all.addAll(report.findings());
        return all.isEmpty() ? "NOT EXACT, but nothing is named" : all.get(0);
      }
      CellReport cells = new CellReconciliation(run.archived(), run.store()).run();
      List<String> all = new ArrayList<>(cells.examples());
      all.addAll(cells.findings());
      return cells.exact() ? "exact" : "--cells: " + all.get(0);
    } catch (RuntimeException e) {
      return "refused: " + e.getMessage();
    }
  }

  private void lake(String name, String sql) {
    mutations.put(name, () -> run.spark().sql(sql));
  }

  private void rowsOfTheArchive() {
    lake("archive: a row deleted", "delete from " + ARCHIVE + ROW);
    lake(
        "archive: ten rows deleted, as many as are lost",
        "delete from " + ARCHIVE + ROW.replace("= 42", "between 44 and 53"));
    lake("archive: the last row deleted", "delete from " + ARCHIVE + ROW.replace("42", "299"));
    lake("archive: a row doubled", "insert into " + ARCHIVE + " select * from " + ARCHIVE + ROW);
    lake(
        "archive: a row of the replaced topic deleted",
        "delete from " + ARCHIVE + ROW.replace("'id'", "'old'").replace("42", "7"));
    archive("the key", "sensor_id = 'S1'");
    archive("a measured value", "average_speed = average_speed + 0.01");
    archive("a measured value, out of range", "traffic_density = 100.01");
    archive("the event time by a minute", "timestamp = timestamp - interval 1 minute");
    archive("the event time, out of range", "timestamp = timestamp + interval 2 days");
    archive("the append time, an hour later", "append_time = append_time + interval 1 hour");
    archive("the append time, an hour earlier", "append_time = append_time - interval 1 hour");
    archive("the offset to another one", "kafka_offset = 44");
    archive("the offset to a lost one", "kafka_offset = 105");
    archive("the offset beyond the position", "kafka_offset = 300");
    archive("the partition", "kafka_partition = 1");
    archive("the partition to one that is not", "kafka_partition = 7");
    archive("the topic id to the old one", "kafka_topic_id = 'old'");
    archive("the topic id to an unknown one", "kafka_topic_id = 'x'");
    lake(
        "archive: a row deleted and another one doubled",
        "update " + ARCHIVE + " set kafka_offset = 45" + ROW.replace("42", "46"));
    lake(
        "archive: a row put where a mark is",
        "update " + ARCHIVE + " set kafka_partition = 1, kafka_offset = 149" + ROW);
  }

  private void archive(String what, String set) {
    lake("archive: changed " + what, "update " + ARCHIVE + " set " + set + ROW);
  }

  private void rowsOfRejectedRecords() {
    lake("rejected: a row deleted", "delete from " + REJECTED + REJECTED_ROW);
    lake(
        "rejected: a row doubled",
        "insert into " + REJECTED + " select * from " + REJECTED + REJECTED_ROW);
    rejected("the reason", "reason = 'bad_time'");
    rejected("the reason to one by size", "reason = 'too_large', field = null");
    rejected("the field", "field = 'timestamp'");
    rejected("the raw bytes", "raw_value = cast('{' as binary)");
    rejected("the append time", "append_time = append_time + interval 1 minute");
    rejected("the offset", "kafka_offset = 42");
    rejected("the partition", "kafka_partition = 1");
    rejected("the topic id", "kafka_topic_id = 'old'");
  }

  private void rejected(String what, String set) {
    lake("rejected: changed " + what, "update " + REJECTED + " set " + set + REJECTED_ROW);
  }

  private void positionsAndLosses() {
    for (String table : List.of(ARCHIVE, REJECTED)) {
      String name = table.equals(ARCHIVE) ? "archive" : "rejected";
      position(name, table, "100 further", at -> to(at, 0, 400, at.maxAppendTimeMicros(0)));
      position(name, table, "30 back", at -> to(at, 0, 270, at.maxAppendTimeMicros(0)));
      position(
          name,
          table,
          "of another topic id",
          at -> new Position(at.topic(), "other", at.partitions()));
      position(name, table, "without partition 1", MutationsIT::withoutPartition1);
      position(
          name,
          table,
          "with a greatest append time a minute later",
          at -> to(at, 0, 300, at.maxAppendTimeMicros(0) + 60_000_000));
      losses(name, table, "removed", told -> List.of());
      losses(name, table, "widened", told -> changed(told, 100, 120));
      losses(name, table, "shifted", told -> changed(told, 105, 115));
      losses(
          name,
          table,
          "added",
          told -> {
            List<Loss> more = new ArrayList<>(told);
            more.add(new Loss(Loss.Cause.DELETED, null, "id", 1, 60, 70, "2026-03-01T10:00:00Z"));
            return more;
          });
    }
    both("positions of both tables: 10 further", at -> to(at, 0, 310, at.maxAppendTimeMicros(0)));
    both("positions of both tables: without partition 1", MutationsIT::withoutPartition1);
  }

  private static Position to(Position at, int partition, long next, long appended) {
    return at.with(Map.of(partition, new PartitionPosition(next, appended)));
  }

  private static Position withoutPartition1(Position at) {
    SortedMap<Integer, PartitionPosition> fewer = new TreeMap<>(at.partitions());
    fewer.remove(1);
    return new Position(at.topic(), at.topicId(), fewer);
  }

  private void position(String name, String table, String what, UnaryOperator<Position> change) {
    mutations.put(name + ": position " + what, () -> move(table, change));
  }

  private void both(String name, UnaryOperator<Position> change) {
    mutations.put(
        name,
        () -> {
          move(ARCHIVE, change);
          move(REJECTED, change);
        });
  }

  private void move(String name, UnaryOperator<Position> change) {
    Table table = run.table(name);
    Position changed = change.apply(PositionedTable.positionOf(table).orElseThrow());
    table.updateProperties().set(PositionedTable.POSITION, changed.toJson()).commit();
  }

  private void losses(String name, String table, String what, UnaryOperator<List<Loss>> change) {
    mutations.put(
        name + ": losses " + what,
        () -> {
          Table at = run.table(table);
          String json = Loss.toJson(change.apply(PositionedTable.lossesOf(at)));
          at.updateProperties().set(PositionedTable.LOSSES, json).commit();
        });
  }

  private static List<Loss> changed(List<Loss> told, long from, long until) {
    return told.stream()
        .map(
            loss ->
                loss.cause() != Loss.Cause.DELETED
                    ? loss
                    : new Loss(loss.cause(), loss.sink(), "id", 0, from, until, loss.acceptedAt()))
        .toList();
  }

  private void gaps() {
    String gaps = ARCHIVE + "_gaps";
    lake("gaps: one deleted", "delete from " + gaps + " where from_offset = 99");
    lake("gaps: one doubled", "insert into " + gaps + " select * from " + gaps + " limit 1");
    lake(
        "gaps: one shifted",
        "update " + gaps + " set from_offset = 98, until_offset = 99 where from_offset = 99");
    lake("gaps: one widened", "update " + gaps + " set until_offset = 105 where from_offset = 99");
  }

  private void store(String name, String sql) {
    mutations.put("store: " + name, () -> run.sql(sql));
  }

  private void store() {
    store("horizon a minute later", "update horizon set horizon = horizon + interval '1 minute'");
    store("horizon a minute earlier", "update horizon set horizon = horizon - interval '1 minute'");
    store("horizon of another topic id", "update horizon set topic_id = 'other'");
    store(
        "horizon_offset 5 back",
        "update horizon_offset set next_offset = next_offset - 5 where partition = 0");
    store(
        "horizon_offset 5 further",
        "update horizon_offset set next_offset = next_offset + 5 where partition = 0");
    store(
        "horizon_offset of a partition removed", "delete from horizon_offset where partition = 1");
    speedPosition("5 back", "next_offset = next_offset - 5");
    speedPosition("5 further", "next_offset = next_offset + 5");
    speedPosition("of another topic id", "topic_id = 'other'");
    speedPosition("with a later append time", "max_append_time = max_append_time + interval '1 h'");
    speedPosition(
        "with an earlier append time", "max_append_time = max_append_time - interval '1 h'");
    store(
        "speed position of a partition removed",
        "delete from position where query = 'speed' and partition = 0");
    for (String table : List.of("batch_traffic_by_hour", "speed_traffic_by_minute")) {
      store(table + ": a sum changed", one(table, "set speed_mean__sum = speed_mean__sum + 0.01"));
      store(table + ": a count changed", one(table, "set events = events + 1"));
      store(table + ": a maximum changed", one(table, "set speed_max = speed_max + 1"));
      store(
          table + ": a cell deleted",
          "delete from " + table + " where ctid = (select min(ctid) from " + table + ")");
      store(
          table + ": a window shifted",
          one(table, "set window_start = window_start - interval '1 day'"));
    }
    store(
        "speed_traffic_by_minute: all buckets a minute later",
        "update speed_traffic_by_minute set bucket = bucket + interval '1 minute'");
    store("latest: a row deleted", "delete from latest where key = 'S2'");
    latest("the event", "event = jsonb_set(event, '{average_speed}', '1')");
    latest("the event time", "event_time = event_time - interval '1 minute'");
    latest("the append time", "append_time = append_time - interval '1 minute'");
    latest("the offset", "\"offset\" = \"offset\" - 5");
    latest("the partition", "partition = 1 - partition");
    latest("when it was seen last", "heard_at = heard_at + interval '1 minute'");
    store(
        "alert: one added",
        """
        insert into alert (pipeline, alert, entity, started_at, until, severity, evidence)
        values ('traffic', 'congestion', '{"sensor_id": "S1"}', '2026-03-01T10:01:00Z',
          '2026-03-01T10:02:00Z', 'MEDIUM', '{}')
        """);
    store(
        "alert of silence added",
        """
        insert into alert (pipeline, alert, entity, started_at, until, severity, evidence)
        values ('traffic', 'silent', '{"sensor_id": "S1"}', '2026-03-01T10:01:00Z',
          '2026-03-01T10:02:00Z', 'HIGH', '{}')
        """);
  }

  private static String one(String table, String set) {
    return "update " + table + " " + set + " where ctid = (select min(ctid) from " + table + ")";
  }

  private void speedPosition(String what, String set) {
    store(
        "speed position " + what,
        "update position set " + set + " where query = 'speed' and partition = 0");
  }

  private void latest(String what, String set) {
    store("latest: changed " + what, "update latest set " + set + " where key = 'S2'");
  }
}

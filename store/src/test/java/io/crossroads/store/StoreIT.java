package io.crossroads.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.rollup.Sketches;
import io.crossroads.layers.speed.LatestEvent;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Measure.Kind;
import io.crossroads.store.SpeedStore.Outcome;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StoreIT {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final List<Measure> PLAIN =
      List.of(
          Measure.count("events"),
          Measure.of(Kind.SUM, "value", "total"),
          Measure.of(Kind.MIN, "value", "least"),
          Measure.of(Kind.MAX, "value", "most"));

  private static Instant minute(int minutes) {
    return NOON.plusSeconds(60L * minutes);
  }

  private static Position at(long offset, Instant appended) {
    return new Position(
        "t",
        "id",
        new TreeMap<>(Map.of(0, new PartitionPosition(offset, EpochMicros.micros(appended)))));
  }

  private static Cell cell(Instant window, String place, Instant bucket, Object... states) {
    return new Cell(window, Arrays.asList(place), bucket, Arrays.asList(states));
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  private static SpeedBatch batch(
      Pipeline pipeline,
      Horizon horizon,
      Position from,
      Position to,
      List<Cell> cells,
      LatestEvent... latest) {
    return new SpeedBatch(
        horizon,
        Optional.ofNullable(from),
        to,
        Optional.empty(),
        Map.of(0, to.nextOffset(0)),
        Map.of(),
        Map.of(pipeline.rollups().get(0).name(), cells),
        List.of(latest),
        List.of(),
        List.of(),
        List.of());
  }

  private static Pipeline prepared(String name, List<Measure> measures, Alert... alerts)
      throws SQLException {
    Pipeline pipeline = TestStore.pipeline(name, measures, alerts);
    ServingStore.prepare(TestStore.settings(), pipeline);
    return pipeline;
  }

  /** The merged answers, a group a line. */
  private static String merged(Pipeline pipeline) throws SQLException {
    RollupTable table = RollupTable.of(pipeline).get(0);
    MergedCells cells = MergedCells.of(table);
    List<String> lines = new ArrayList<>();
    try (Connection connection = TestStore.settings().connect("test");
        PreparedStatement statement =
            connection.prepareStatement(cells.sql("true") + " order by window_start, place");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        Cell cell = cells.read(rows);
        lines.add(
            cell.windowStart().toString().substring(11, 16)
                + " "
                + cell.dimensions()
                + " "
                + table.states().answers(cell.states()));
      }
    }
    return String.join("\n", lines);
  }

  private static Horizon next(Horizon before, Instant time, long offset) {
    return new Horizon(
        Optional.of(time),
        Optional.of("id"),
        new TreeMap<>(Map.of(0, offset)),
        before.generation() + 1);
  }

  @Test
  void cellsOfBothLayersMergeToOneAnswerBeforeAndAfterTheyArePublished() throws SQLException {
    Pipeline pipeline = prepared("merging", PLAIN);
    RollupTable table = RollupTable.of(pipeline).get(0);
    Instant window = minute(-10);
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), pipeline);
        ViewsStore views = ViewsStore.open(TestStore.settings(), pipeline)) {
      Horizon none = speed.horizon();
      Position first = at(3, minute(0).plusSeconds(5));
      Cell early =
          cell(window, "a\t\\b", minute(0), 2L, number("3.50"), number("-1.25"), number("4.75"));
      Cell nowhere = cell(window, null, minute(0), 1L, number("0.00"), null, null);
      assertEquals(
          Outcome.COMMITTED,
          speed.commit(batch(pipeline, none, null, first, List.of(early, nowhere))));
      Position second = at(5, minute(1).plusSeconds(5));
      Cell late =
          cell(window, "a\t\\b", minute(1), 1L, number("0.01"), number("0.01"), number("0.01"));
      speed.commit(batch(pipeline, none, first, second, List.of(late, nowhere)));
      String expected =
          "11:50 [a\t\\b] {events=3, total=3.51, least=-1.25, most=4.75}\n"
              + "11:50 [null] {events=2, total=0.00, least=null, most=null}";
      assertEquals(expected, merged(pipeline));

      Horizon published = next(none, minute(1), 3);
      views.load(
          table.rollup(),
          List.of(
                  cell(window, "a\t\\b", null, 2L, number("3.50"), number("-1.25"), number("4.75")),
                  cell(window, null, null, 2L, number("0"), null, null))
              .iterator());
      assertEquals(
          ViewsStore.Outcome.PUBLISHED,
          views.publish(ViewsStore.Scope.ADDED, none, published, "t", Set.of(0)));

      assertEquals(expected, merged(pipeline));
      assertEquals("1", TestStore.ask("select count(*) from speed_merging_by_minute"));
      assertEquals(published, speed.horizon());
      assertEquals(Optional.of(second), speed.position());
    }
  }

  @Test
  void aBatchMadeAgainstAnotherHorizonIsNotCommitted() throws SQLException {
    Pipeline pipeline = prepared("moving", PLAIN);
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), pipeline);
        ViewsStore views = ViewsStore.open(TestStore.settings(), pipeline)) {
      Horizon none = speed.horizon();
      for (RollupTable table : RollupTable.of(pipeline)) {
        views.load(table.rollup(), List.<Cell>of().iterator());
      }
      views.publish(ViewsStore.Scope.ALL, none, next(none, minute(0), 0), "t", Set.of());

      Cell cell = cell(NOON, "a", NOON, 1L, number("1"), number("1"), number("1"));
      SpeedBatch stale = batch(pipeline, none, null, at(1, NOON), List.of(cell));
      assertEquals(Outcome.HORIZON_MOVED, speed.commit(stale));
      assertEquals("", merged(pipeline));
      assertEquals(Optional.empty(), speed.position());
    }
  }

  @Test
  void ofTwoWhoFollowOnTheSamePositionOneCommits() throws SQLException {
    Pipeline pipeline = prepared("fenced", PLAIN);
    try (SpeedStore one = new SpeedStore(TestStore.settings(), pipeline);
        SpeedStore other = new SpeedStore(TestStore.settings(), pipeline)) {
      Cell cell = cell(NOON, "a", NOON, 1L, number("1"), number("1"), number("1"));
      SpeedBatch batch = batch(pipeline, one.horizon(), null, at(1, NOON), List.of(cell));
      one.commit(batch);
      assertThrows(MovedPositionException.class, () -> other.commit(batch));
      assertThrows(MovedPositionException.class, () -> one.commit(batch));
      assertTrue(merged(pipeline).contains("events=1,"), merged(pipeline));
    }
  }

  @Test
  void aPartitionThatIsNoLongerIdleHoldsThePublicationUp() throws SQLException {
    Pipeline pipeline = prepared("idle", PLAIN);
    RollupTable table = RollupTable.of(pipeline).get(0);
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), pipeline)) {
      Horizon none = speed.horizon();
      Cell cell = cell(NOON, "a", NOON, 1L, number("1"), number("1"), number("1"));
      speed.commit(batch(pipeline, none, null, at(4, NOON), List.of(cell)));
      for (long archived : new long[] {3, 4}) {
        try (ViewsStore views = ViewsStore.open(TestStore.settings(), pipeline)) {
          views.load(table.rollup(), List.<Cell>of().iterator());
          assertEquals(
              archived == 3 ? ViewsStore.Outcome.NOT_IDLE : ViewsStore.Outcome.PUBLISHED,
              views.publish(
                  ViewsStore.Scope.ADDED, none, next(none, minute(5), archived), "t", Set.of()));
        }
      }
    }
  }

  @Test
  void sketchesOfManyBatchesBecomeOne() throws SQLException {
    Pipeline pipeline =
        prepared(
            "sketching",
            List.of(
                Measure.of(Kind.DISTINCT, "sensor", "sensors"),
                Measure.percentiles("value", "values", 0.6),
                Measure.top("sensor", "top", 1)));
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), pipeline)) {
      Horizon none = speed.horizon();
      Position from = null;
      for (int batch = 0; batch < 4; batch++) {
        var distinct = Sketches.distinct();
        var ranks = Sketches.quantiles();
        var top = Sketches.top();
        for (int i = 0; i < 5; i++) {
          distinct.update("sensor " + (batch * 3 + i));
          ranks.update(100 * (batch + 1));
          top.update("sensor " + (i % 2));
        }
        Cell cell =
            cell(
                NOON,
                "a",
                minute(batch / 2),
                Sketches.bytes(distinct),
                Sketches.bytes(ranks),
                Sketches.bytes(top));
        Position to = at(5 * (batch + 1), minute(batch / 2));
        speed.commit(batch(pipeline, none, from, to, List.of(cell)));
        from = to;
      }
    }
    assertEquals("2", TestStore.ask("select count(*) from speed_sketching_by_minute"));
    assertEquals(
        "12:00 [a] {sensors=14, values={p60=3.00}, top=[TopValue[value=sensor 0, estimate=12,"
            + " lower=12, upper=12]]}",
        merged(pipeline));
  }

  private static final Alert.OnRollup MANY =
      new Alert.OnRollup(
          "many",
          Severity.HIGH,
          "episodes_by_minute",
          List.of(new Condition("events", Comparison.AT_LEAST, "10")),
          2);

  private static String episodes(String pipeline) throws SQLException {
    return TestStore.ask(
        "select to_char(started_at at time zone 'UTC', 'HH24:MI'),"
            + " to_char(until at time zone 'UTC', 'HH24:MI'),"
            + " to_char(ended_at at time zone 'UTC', 'HH24:MI'), evidence->>'windows'"
            + " from alert where pipeline = '"
            + pipeline
            + "' order by started_at");
  }

  @Test
  void anEpisodeGoesOnOverAShortPauseAndEndsAfterALongOneWhateverTheOrder() throws SQLException {
    Pipeline pipeline = prepared("episodes", List.of(Measure.count("events")), MANY);
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), pipeline)) {
      Horizon none = speed.horizon();
      Position[] position = {null};
      class Sender {
        void send(int window, long events, int now) throws SQLException {
          long offset = position[0] == null ? 1 : position[0].nextOffset(0) + 1;
          Position to = at(offset, minute(now));
          List<Cell> cells = List.of(cell(minute(window), "a", minute(now), events));
          speed.commit(batch(pipeline, none, position[0], to, cells));
          position[0] = to;
        }
      }
      Sender sender = new Sender();
      sender.send(0, 12, 0);
      assertEquals("", episodes("episodes"), "the window is not over");
      sender.send(1, 3, 1);
      assertEquals("12:00|12:01|null|1", episodes("episodes"));
      sender.send(2, 10, 3);
      assertEquals("12:00|12:03|null|2", episodes("episodes"));
      sender.send(6, 11, 5);
      assertEquals("12:00|12:03|12:03|2", episodes("episodes"));
      sender.send(6, 11, 7);
      assertEquals("12:00|12:03|12:03|2\n12:06|12:07|null|1", episodes("episodes"));
      sender.send(4, 10, 8);
      assertEquals("12:00|12:07|null|4", episodes("episodes"), "late data join two");
      sender.send(20, 1, 20);
      assertEquals("12:00|12:07|12:07|4", episodes("episodes"));
    }
  }

  @Test
  void whoBeginsBeforeTheFirstRecordRaisesNothingOfWhatViewsHoldAlready() throws SQLException {
    Alert many = new Alert.OnRollup("many", Severity.HIGH, "beginning_by_minute", MANY.when(), 2);
    Pipeline pipeline = prepared("beginning", List.of(Measure.count("events")), many);
    RollupTable table = RollupTable.of(pipeline).get(0);
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), pipeline);
        ViewsStore views = ViewsStore.open(TestStore.settings(), pipeline)) {
      Horizon none = speed.horizon();
      views.load(table.rollup(), List.of(cell(minute(-10), "a", null, 12L)).iterator());
      views.publish(ViewsStore.Scope.ADDED, none, next(none, minute(0), 12), "t", Set.of(0));
      Horizon horizon = speed.horizon();
      Position nothingYet = at(12, Instant.EPOCH);
      speed.commit(batch(pipeline, horizon, null, nothingYet, List.of()));
      Cell first = cell(minute(5), "a", minute(5), 1L);
      speed.commit(batch(pipeline, horizon, nothingYet, at(13, minute(5)), List.of(first)));
      assertEquals("", episodes("beginning"));
    }
  }

  @Test
  void whoIsSilentForTooLongIsReportedOnceWithStartAndEnd() throws SQLException {
    Pipeline pipeline =
        prepared(
            "silence", PLAIN, new Alert.OnSilence("silent", Severity.LOW, Duration.ofSeconds(60)));
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), pipeline)) {
      Horizon none = speed.horizon();
      Position first = at(1, NOON);
      speed.commit(batch(pipeline, none, null, first, List.of(), latest("s", 5, NOON)));
      speed.raiseSilences(NOON.plusSeconds(60));
      assertEquals("", silences());
      speed.raiseSilences(NOON.plusSeconds(61));
      speed.raiseSilences(NOON.plusSeconds(90));
      assertEquals("{\"sensor\": \"s\"}|12:00:00|null", silences());
      Instant again = NOON.plusSeconds(100);
      speed.commit(batch(pipeline, none, first, at(2, again), List.of(), latest("s", 2, again)));
      assertEquals("{\"sensor\": \"s\"}|12:00:00|12:01:40", silences());
      assertEquals(
          "{\"n\": 5}|12:01:40",
          TestStore.ask(
              "select event, to_char(heard_at at time zone 'UTC', 'HH24:MI:SS') from latest where"
                  + " pipeline = 'silence'"),
          "a late event is heard, but is not the latest");
    }
  }

  private static String silences() throws SQLException {
    return TestStore.ask(
        "select entity, to_char(started_at at time zone 'UTC', 'HH24:MI:SS'),"
            + " to_char(ended_at at time zone 'UTC', 'HH24:MI:SS') from alert where pipeline ="
            + " 'silence' order by started_at");
  }

  private static LatestEvent latest(String key, int seconds, Instant appended) {
    return new LatestEvent(
        key,
        "{\"n\": " + seconds + "}",
        NOON.plusSeconds(seconds),
        appended,
        0,
        seconds,
        appended,
        appended);
  }

  @Test
  void aChangedDeclarationIsRefusedWithWhatToDo() throws SQLException {
    prepared("changing", PLAIN);
    ServingStore.prepare(TestStore.settings(), TestStore.pipeline("changing", PLAIN));
    Pipeline changed = TestStore.pipeline("changing", List.of(Measure.count("events")));
    var failure =
        assertThrows(
            CommandFailure.class, () -> ServingStore.prepare(TestStore.settings(), changed));
    assertTrue(
        failure
            .getMessage()
            .contains(
                "drop view serving.changing_by_minute; drop table serving.batch_changing_by_minute"));
  }

  @Test
  void processesThatStartTogetherMakeTheTablesOnce() throws Exception {
    Pipeline pipeline = TestStore.pipeline("together", PLAIN);
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  ServingStore.prepare(TestStore.settings(), pipeline);
                } catch (SQLException | RuntimeException e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals("", failures.stream().map(Throwable::toString).collect(Collectors.joining("; ")));
    assertEquals(
        "together_by_minute|t",
        TestStore.ask("select name, complete from rollup where pipeline = 'together'"));
  }
}

package io.crossroads.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.alert.ReadingEpisode;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.speed.RawRow;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.RowTable;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Conditions;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the speed layer keeps of single events: rows, and episodes of alerts on readings. */
class EventsIT {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration QUIET = Duration.ofMinutes(5);

  private static Pipeline prepared(String name) throws SQLException {
    Pipeline pipeline =
        TestStore.declared(name, List.of(Measure.count("events")))
            .rows(new RowTable(name + "_rows", Duration.ofDays(2)))
            .alerts(
                new Alert.OnReading(
                    "hot",
                    List.of(
                        new Alert.Level(Severity.MEDIUM, above("30")),
                        new Alert.Level(Severity.HIGH, above("40"))),
                    Conditions.NONE,
                    QUIET,
                    "value"))
            .build();
    ServingStore.prepare(TestStore.settings(), pipeline);
    return pipeline;
  }

  private static Conditions above(String value) {
    return Conditions.allOf(new Condition("value", Comparison.GREATER, value));
  }

  private static Position at(String topicId, long offset, Instant appended) {
    return new Position(
        "t",
        topicId,
        new TreeMap<>(Map.of(0, new PartitionPosition(offset, EpochMicros.micros(appended)))));
  }

  private static RawRow row(long offset, Instant appended, String place, String value) {
    return new RawRow(
        0,
        offset,
        EpochMicros.micros(appended),
        new ArrayList<>(
            Arrays.asList("s1", NOON, place, value == null ? null : new BigDecimal(value))));
  }

  private static ReadingEpisode hot(int minute, Severity severity, String value) {
    return ReadingEpisode.of(
        "hot",
        Map.of("sensor", "s1"),
        EpochMicros.micros(NOON.plusSeconds(60L * minute)),
        severity,
        List.of(new BigDecimal(value)));
  }

  /** Commits a batch that follows on what the store has. */
  private static void commit(
      SpeedStore speed, Position to, List<ReadingEpisode> readings, List<RawRow> rows)
      throws SQLException {
    speed.commit(
        new SpeedBatch(
            speed.horizon(),
            speed.position(),
            to,
            Optional.of(to),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            readings,
            List.of(),
            rows));
  }

  @Test
  void rowsComeWithTheirPositionIntoDaysOfAppendTime() throws SQLException {
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), prepared("kept"))) {
      Instant midnight = Instant.parse("2026-03-02T00:00:00Z");
      commit(
          speed,
          at("id", 3, midnight),
          List.of(),
          List.of(
              row(0, midnight.minusNanos(1_000), "a\tb", "1.50"),
              row(1, midnight, "nul \0", null),
              row(2, midnight, null, "-3.25")));
      assertEquals(Optional.of(at("id", 3, midnight)), speed.eventsPosition());
      assertEquals(
          "s1|a\tb|1.50|0\ns1|nul \uFFFD|null|1\ns1|null|-3.25|2",
          TestStore.ask("select sensor, place, value, kafka_offset from kept_rows order by 4"));
      assertEquals(
          "1|2",
          TestStore.ask(
              "select (select count(*) from kept_rows_20260301),"
                  + " (select count(*) from kept_rows_20260302)"));
      assertThrows(
          SQLException.class,
          () -> commit(speed, at("id", 4, midnight), List.of(), List.of(row(2, midnight, "", "1"))),
          "the same record twice");
    }
  }

  @Test
  void wholeDaysAreDroppedAndTheFloorIsWrittenDown() throws SQLException {
    Pipeline pipeline = prepared("dropped");
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), pipeline)) {
      for (int day = 0; day < 4; day++) {
        Instant appended = NOON.plus(Duration.ofDays(day));
        commit(
            speed, at("id", day + 1, appended), List.of(), List.of(row(day, appended, "p", "1")));
      }
      speed.dropExpiredRows(NOON.plus(Duration.ofDays(3)));
      assertEquals("1\n2\n3", TestStore.ask("select kafka_offset from dropped_rows order by 1"));
      assertEquals(
          "2026-03-02 00:00:00",
          TestStore.ask(
              "select floor at time zone 'UTC' from retention where relation = 'dropped_rows'"));

      commit(
          speed,
          at("id", 9, NOON.plus(Duration.ofDays(3))),
          List.of(),
          List.of(row(8, NOON, "too old to be kept", "1")));
      assertEquals("3", TestStore.ask("select count(*) from dropped_rows"));
    }
  }

  @Test
  void readingsInAnyOrderMakeTheSameEpisodes() throws SQLException {
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), prepared("of_readings"))) {
      commit(
          speed,
          at("id", 2, NOON),
          List.of(hot(0, Severity.MEDIUM, "31"), hot(10, Severity.MEDIUM, "35")),
          List.of());
      String all =
          "select to_char(started_at at time zone 'UTC', 'HH24:MI'),"
              + " to_char(until at time zone 'UTC', 'HH24:MI'), ended_at is null, severity,"
              + " evidence->>'readings', evidence->>'least', evidence->>'greatest'"
              + " from alert where pipeline = 'of_readings' order by started_at";
      assertEquals(
          "12:00|12:00|t|MEDIUM|1|31|31\n12:10|12:10|t|MEDIUM|1|35|35", TestStore.ask(all));

      // The one in the middle comes late, is a quiet time away from both, and is the worst.
      commit(speed, at("id", 3, NOON), List.of(hot(5, Severity.HIGH, "41.5")), List.of());
      assertEquals("12:00|12:10|t|HIGH|3|31|41.5", TestStore.ask(all));

      Instant later = NOON.plus(Duration.ofMinutes(15));
      commit(speed, at("id", 4, later), List.of(), List.of());
      assertEquals("12:00|12:10|f|HIGH|3|31|41.5", TestStore.ask(all));
    }
  }

  @Test
  void anAlertOnSeveralMeasuresTellsOfEachAndWhatItIsRaisedFor() throws SQLException {
    Pipeline pipeline =
        TestStore.declared("of_measures", List.of(Measure.count("events")))
            .schema(withWeight())
            .alerts(
                new Alert.OnReading(
                        "hot",
                        List.of(new Alert.Level(Severity.HIGH, above("40"))),
                        Conditions.NONE,
                        QUIET,
                        "value")
                    .measuring("value", "weight"))
            .build();
    ServingStore.prepare(TestStore.settings(), pipeline);
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), pipeline)) {
      commit(speed, at("id", 1, NOON), List.of(measured(0, "41", null)), List.of());
      commit(speed, at("id", 2, NOON), List.of(measured(1, "45", "7")), List.of());
      commit(speed, at("id", 3, NOON), List.of(measured(2, "43", "9")), List.of());
    }
    assertEquals(
        "3|41|45|7|9|[[\"value > 40\"]]",
        TestStore.ask(
            "select evidence->>'readings', evidence#>>'{measures,value,least}',"
                + " evidence#>>'{measures,value,greatest}', evidence#>>'{measures,weight,least}',"
                + " evidence#>>'{measures,weight,greatest}', evidence->>'when'"
                + " from alert where pipeline = 'of_measures'"));
  }

  private static EventSchema withWeight() {
    return EventSchema.keyedBy(
            "sensor",
            "at",
            ZoneOffset.UTC,
            List.of(
                Field.required("sensor", FieldType.text(64), "", ""),
                Field.required("at", FieldType.time(), "", ""),
                Field.optional("place", FieldType.text(64), "", ""),
                Field.optional("value", FieldType.decimal(2, "-1000", "1000"), "", ""),
                Field.optional("weight", FieldType.whole(0, 100), "kg", "")))
        .withEntity("sensor");
  }

  private static ReadingEpisode measured(int minute, String value, String weight) {
    return ReadingEpisode.of(
        "hot",
        Map.of("sensor", "s1"),
        EpochMicros.micros(NOON.plusSeconds(60L * minute)),
        Severity.HIGH,
        Arrays.asList(new BigDecimal(value), weight == null ? null : new BigDecimal(weight)));
  }

  @Test
  void anotherTopicBeginsAnewWithoutLosingWhatIsThere() throws SQLException {
    Pipeline pipeline = prepared("replaced");
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), pipeline)) {
      commit(speed, at("old", 1, NOON), List.of(), List.of(row(0, NOON, "old", "1")));
      TestStore.run("delete from position where pipeline = 'replaced' and query = 'speed'");
      commit(speed, at("new", 1, NOON), List.of(), List.of(row(0, NOON, "new", "2")));
      assertEquals(Optional.of(at("new", 1, NOON)), speed.eventsPosition());
      assertEquals("new\nold", TestStore.ask("select place from replaced_rows order by 1"));
    }
  }
}

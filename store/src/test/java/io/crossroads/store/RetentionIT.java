package io.crossroads.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.alert.Severity;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.Condition.Comparison;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A rollup that is kept for two days loses older minutes of append time, and says which. */
class RetentionIT {

  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration KEPT = Duration.ofDays(2);

  private static Pipeline prepared(String name) throws SQLException {
    Pipeline pipeline =
        Pipeline.named(name)
            .topic(name + "-topic", 1)
            .schema(
                EventSchema.keyedBy(
                    "sensor",
                    "at",
                    ZoneOffset.UTC,
                    List.of(
                        Field.required("sensor", FieldType.text(64), "", ""),
                        Field.required("at", FieldType.time(), "", ""))))
            .archive(new ArchiveLayout("bucket", name, Duration.ofSeconds(10), List.of()))
            .rollups(
                new Rollup(
                        name + "_by_minute",
                        "",
                        List.of("sensor"),
                        Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC),
                        List.of(Measure.count("events")))
                    .keptFor(KEPT))
            .alerts(
                new Alert.OnRollup(
                    "many",
                    Severity.HIGH,
                    name + "_by_minute",
                    List.of(new Condition("events", Comparison.AT_LEAST, "3")),
                    1))
            .simulator(seed -> null)
            .build();
    ServingStore.prepare(TestStore.settings(), pipeline);
    return pipeline;
  }

  private static Cell cell(Instant window, Instant bucket, long events) {
    return new Cell(window, List.of("s1"), bucket, List.of(events));
  }

  private static void commit(Pipeline pipeline, long offset, Instant appended, Cell... cells)
      throws SQLException {
    try (SpeedStore speed = new SpeedStore(TestStore.settings(), pipeline)) {
      speed.commit(
          new SpeedBatch(
              speed.horizon(),
              speed.position(),
              new Position(
                  "t",
                  "id",
                  new TreeMap<>(
                      Map.of(0, new PartitionPosition(offset, EpochMicros.micros(appended))))),
              Optional.empty(),
              Map.of(),
              Map.of(),
              Map.of(pipeline.rollups().get(0).name(), List.of(cells)),
              List.of(),
              List.of(),
              List.of(),
              List.of()));
    }
  }

  private static void publish(Pipeline pipeline, Instant time, long offset, Cell... cells)
      throws SQLException {
    try (ViewsStore views = ViewsStore.open(TestStore.settings(), pipeline)) {
      Horizon before = views.horizon();
      Horizon next =
          new Horizon(
              Optional.of(time),
              Optional.of("id"),
              new TreeMap<>(Map.of(0, offset)),
              before.generation() + 1);
      views.load(pipeline.rollups().get(0), List.of(cells).iterator());
      assertEquals(
          ViewsStore.Outcome.PUBLISHED,
          views.publish(ViewsStore.Scope.ADDED, before, next, "t", Set.of(0)));
    }
  }

  private static String floor(String name) throws SQLException {
    return TestStore.ask(
        "select floor at time zone 'UTC' from retention where relation = '" + name + "'");
  }

  @Test
  void aPublicationDropsTheMinutesThatWereKeptForLongEnoughAndWritesDownUpToWhich()
      throws SQLException {
    Pipeline pipeline = prepared("expiring");
    Instant next = NOON.plus(KEPT);
    publish(pipeline, NOON.plusSeconds(120), 5, cell(NOON, NOON, 3), cell(NOON, minute(1), 2));
    assertEquals("5", TestStore.ask("select events from expiring_by_minute"));

    publish(pipeline, next.plusSeconds(60), 6, cell(NOON, next, 1));

    assertEquals("2026-03-01 12:01:00", floor("expiring_by_minute"));
    assertEquals("3", TestStore.ask("select events from expiring_by_minute"));
    publish(pipeline, next.plus(KEPT).plusSeconds(60), 6);
    assertEquals("", TestStore.ask("select events from expiring_by_minute"));
    assertEquals("2026-03-03 12:01:00", floor("expiring_by_minute"));
  }

  private static Instant minute(int minutes) {
    return NOON.plusSeconds(60L * minutes);
  }

  @Test
  void anAlertStaysAsItIsWhenEventsOfItsWindowHaveBeenDropped() throws SQLException {
    Pipeline pipeline = prepared("alerting");
    commit(pipeline, 5, minute(2), cell(NOON, NOON, 5));
    String raised =
        "select alert, started_at, until, evidence from alert where pipeline = 'alerting'";
    String before = TestStore.ask(raised);
    assertEquals(1, before.lines().count());
    Instant later = NOON.plus(KEPT).plus(KEPT);
    publish(pipeline, later, 5, cell(NOON, NOON, 5));
    assertEquals("", TestStore.ask("select events from alerting_by_minute"));

    commit(pipeline, 6, later.plusSeconds(60), cell(NOON, later, 1));

    assertEquals("1", TestStore.ask("select events from alerting_by_minute"));
    assertEquals(before, TestStore.ask(raised));
    Instant recent = later.minusSeconds(600);
    commit(pipeline, 9, later.plusSeconds(120), cell(recent, later, 3));
    assertEquals(2, TestStore.ask(raised).lines().count(), "a window that is whole raises one");
  }
}

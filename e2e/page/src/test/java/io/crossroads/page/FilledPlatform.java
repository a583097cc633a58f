package io.crossroads.page;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.serving.TestStore;
import io.crossroads.store.AnalysisStore;
import io.crossroads.store.ReconciliationHistory;
import io.crossroads.store.ReconciliationHistory.Cells;
import io.crossroads.store.ReconciliationHistory.Offsets;
import io.crossroads.store.ReconciliationHistory.Run;
import io.crossroads.store.RejectionStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * PostgreSQL with events of every pipeline, also of one that only this test tree has, half of them
 * of each layer, and {@code serve} over it.
 */
final class FilledPlatform implements AutoCloseable {

  private static final int EVENTS = 600;
  private static final int ALERTS = 12;
  private static final Duration BETWEEN = Duration.ofSeconds(10);

  private final TestStore store;
  private final Serve serve;

  private FilledPlatform(TestStore store, Serve serve) {
    this.store = store;
    this.serve = serve;
  }

  /** Starts both. */
  static FilledPlatform start() {
    try {
      TestStore store = TestStore.with(Pipelines.all().toArray(Pipeline[]::new));
      for (Pipeline pipeline : Pipelines.all()) {
        fill(store, pipeline);
        raise(store, pipeline);
        analyse(store, pipeline);
        reconcile(store, pipeline);
        reject(store, pipeline);
      }
      return new FilledPlatform(store, Serve.over(store.reader()));
    } catch (SQLException e) {
      throw new AssertionError("the platform does not start", e);
    }
  }

  private static void fill(TestStore store, Pipeline pipeline) throws SQLException {
    StoredEvents events = new StoredEvents(store, pipeline);
    Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(2);
    List<StoredEvents.Stored> sent =
        new ArrayList<>(events.simulated(EVENTS / 6, end.minus(Duration.ofHours(26)), BETWEEN));
    sent.addAll(events.simulated(EVENTS, end, BETWEEN));
    events.commit(sent);
    Instant horizon = end.minus(BETWEEN.multipliedBy(EVENTS / 2)).truncatedTo(ChronoUnit.MINUTES);
    events.publish(
        sent.stream().filter(event -> event.appended().isBefore(horizon)).toList(), horizon);
  }

  /** An open alert of each kind, and some that ended before. */
  private static void raise(TestStore store, Pipeline pipeline) throws SQLException {
    OffsetDateTime began = Instant.now().minusSeconds(300).atOffset(ZoneOffset.UTC);
    try (Connection connection = store.owner().connect("test");
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into serving.alert values (?, ?, '{\"entity\": \"a\"}', ?, ?, ?, ?,"
                    + " '{}') on conflict do nothing")) {
      for (Alert alert : pipeline.alerts()) {
        for (int hours = 0; hours < ALERTS; hours++) {
          OffsetDateTime then = began.minusHours(hours);
          insert.setString(1, pipeline.name());
          insert.setString(2, alert.name());
          insert.setObject(3, then);
          insert.setObject(4, then.plusMinutes(1));
          insert.setObject(
              5, hours == 0 ? null : then.plusMinutes(1), Types.TIMESTAMP_WITH_TIMEZONE);
          insert.setString(6, alert.severity().name());
          insert.executeUpdate();
        }
      }
    }
  }

  private static void analyse(TestStore store, Pipeline pipeline) throws SQLException {
    try (AnalysisStore analyses = AnalysisStore.open(store.owner(), pipeline)) {
      for (Analysis analysis : pipeline.analyses()) {
        analyses.replace(
            analysis,
            List.of(
                new AnalysisStore.Column("group_of", "string"),
                new AnalysisStore.Column("records", "bigint"),
                new AnalysisStore.Column("rejected", "bigint"),
                new AnalysisStore.Column("mean", "double")),
            List.<Map<String, ?>>of(
                    Map.of("group_of", "a", "records", 1_234_567L, "rejected", 12L, "mean", 0.125),
                    Map.of("group_of", "b", "records", 2L, "rejected", 0L, "mean", 12_345.678))
                .iterator());
      }
    }
  }

  /** A run that found a fault, and one after it that found none. */
  private static void reconcile(TestStore store, Pipeline pipeline) throws SQLException {
    ReconciliationHistory history = new ReconciliationHistory(store.owner());
    Instant now = Instant.now();
    history.add(
        pipeline, new Run(now, new Offsets(600, 597, 1, 0, 2, 0, 0), Optional.empty(), 1, false));
    history.add(
        pipeline,
        new Run(
            now,
            new Offsets(601, 599, 2, 0, 0, 0, 0),
            Optional.of(new Cells(1_234, 0, now)),
            0,
            true));
  }

  private static void reject(TestStore store, Pipeline pipeline) throws SQLException {
    Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
    new RejectionStore(store.owner())
        .replace(
            pipeline,
            List.of(
                new RejectionStore.Count(hour.minusSeconds(7_200), "not_json", 1_500),
                new RejectionStore.Count(hour.minusSeconds(3_600), "out_of_range", 7),
                new RejectionStore.Count(hour.minusSeconds(3_600), "not_json", 2)),
            Optional.of(hour.plusSeconds(60)));
    store.execute(
        String.format(
            Locale.ROOT,
            """
            insert into serving.newest_rejected
              select '%s', 'topic-id', 1, n, now() - n * interval '1 second', 'out_of_range',
                'flow', 12, repeat('{"flow":-9}', n::int * 2) from generate_series(1, 20) as n
            """,
            pipeline.name()));
  }

  TestStore store() {
    return store;
  }

  Serve serve() {
    return serve;
  }

  @Override
  public void close() {
    serve.close();
    store.close();
  }
}

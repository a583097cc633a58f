package io.crossroads.store;

import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.PipelineBuilder;
import io.crossroads.pipelines.alert.Alert;
import io.crossroads.pipelines.rollup.Measure;
import io.crossroads.pipelines.rollup.Rollup;
import io.crossroads.pipelines.rollup.Window;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import io.crossroads.testkit.RunFolder;
import io.crossroads.testkit.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL, the same for all tests of a run; every test has a pipeline of its own in it. */
final class TestStore {

  private static final EmbeddedPostgres POSTGRES =
      new EmbeddedPostgres(RunFolder.create("run-").resolve("postgres"), "serving").start();

  private TestStore() {}

  static StoreSettings settings() {
    return new StoreSettings(
        POSTGRES.jdbcUrl("serving"), POSTGRES.user(), Optional.of(POSTGRES.password()));
  }

  private static TestDatabase database() {
    return new TestDatabase(() -> settings().connect("test"));
  }

  /** The rows that a query gives, a line each, columns with a bar between. */
  static String ask(String sql) throws SQLException {
    return database().text(sql);
  }

  /** Executes a statement. */
  static void run(String sql) throws SQLException {
    database().execute(sql);
  }

  /** A pipeline of readings by place (which may be absent), with a rollup by minute. */
  static Pipeline pipeline(String name, List<Measure> measures, Alert... alerts) {
    return declared(name, measures).alerts(alerts).build();
  }

  /** The same before it is built. */
  static PipelineBuilder declared(String name, List<Measure> measures) {
    return Pipeline.named(name)
        .topic(name + "-topic", 2)
        .schema(
            EventSchema.keyedBy(
                    "sensor",
                    "at",
                    ZoneOffset.UTC,
                    List.of(
                        Field.required("sensor", FieldType.text(64), "", ""),
                        Field.required("at", FieldType.time(), "", ""),
                        Field.optional("place", FieldType.text(64), "", ""),
                        Field.optional("value", FieldType.decimal(2, "-1000", "1000"), "", "")))
                .withEntity("sensor"))
        .archive(new ArchiveLayout("bucket", name, Duration.ofSeconds(10), List.of()))
        .rollups(
            new Rollup(
                name + "_by_minute",
                "",
                List.of("place"),
                Window.tumbling(Duration.ofMinutes(1), ZoneOffset.UTC),
                measures))
        .simulator(seed -> null);
  }
}

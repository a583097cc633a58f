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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL, the same for all tests of a run; every test has a pipeline of its own in it. */
final class TestStore {

  private static final TestStore STARTED = new TestStore();

  private final EmbeddedPostgres postgres;

  private TestStore() {
    try {
      Path target = Files.createDirectories(Path.of("target", "services"));
      Path folder = Files.createTempDirectory(target, "run-").toAbsolutePath();
      this.postgres = new EmbeddedPostgres(folder.resolve("postgres"), "serving").start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static StoreSettings settings() {
    return new StoreSettings(
        STARTED.postgres.jdbcUrl("serving"),
        STARTED.postgres.user(),
        Optional.of(STARTED.postgres.password()));
  }

  /** What a query says, a row a line, columns with a bar between. */
  static String ask(String sql) throws SQLException {
    try (Connection connection = settings().connect("test");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      StringBuilder text = new StringBuilder();
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          text.append(i == 1 ? "" : "|").append(rows.getString(i));
        }
        text.append('\n');
      }
      return text.toString();
    }
  }

  /** Executes a statement. */
  static void run(String sql) throws SQLException {
    try (Connection connection = settings().connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
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

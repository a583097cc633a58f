package io.crossroads.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.ArchiveTable;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.speed.RawRow;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.sql.ask.Script;
import io.crossroads.sql.lake.BucketSettings;
import io.crossroads.sql.print.Format;
import io.crossroads.store.ServingStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The queries of docs/sql, each statement asked of two days of simulated events. */
class DocumentedQueriesIT {

  private static final Path DOCS = Path.of("..", "docs", "sql");
  private static final int EVENTS = 6_000;

  private static TestLake lake;
  private static Platform platform;
  private static Session session;

  @BeforeAll
  static void fill() throws Exception {
    lake = new TestLake();
    try (Connection connection = lake.storeSettings().connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute("create schema if not exists serving");
    }
    for (Pipeline pipeline : Pipelines.all()) {
      ArchiveNames names = ArchiveNames.of(pipeline);
      List<RawRow> events = SimulatedEvents.of(pipeline, EVENTS);
      Table archive =
          lake.create(
              names.archive(), ArchiveTable.definition(pipeline, names, lake.root()).schema());
      SimulatedEvents.append(archive, events);
      lake.create(names.rejected(), RejectedTable.definition(names, lake.root()).schema());
      pipeline.archive().copies().forEach(copy -> lake.create(names.copy(copy), archive.schema()));
      ServingStore.prepare(lake.storeSettings(), pipeline);
      if (pipeline.rows().isPresent()) {
        SimulatedEvents.store(lake.storeSettings(), pipeline, events);
      }
    }
    fillWindows();
    platform =
        new Platform(
            lake.root(),
            new BucketSettings(Optional.empty(), "us-east-1", false, 1),
            lake.catalogSettings(),
            lake.storeSettings());
    session =
        new Session(
            platform,
            platform.relations(Pipelines.all()),
            new Progress(System.err, Duration.ofMinutes(1)));
  }

  /** The windows of environment as the batch layer has them. */
  private static void fillWindows() throws SQLException {
    try (Connection connection = lake.storeSettings().connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into batch_sensor_data_agg (window_start, sensor_id, readings, temperature_mean__sum,
            temperature_mean__count, co2_mean__sum, co2_mean__count)
          select date_trunc('minute', timestamp) - n * interval '1 minute', sensor_id, count(*),
            sum(temperature), count(temperature), sum(co2), count(co2)
          from sensor_data, generate_series(0, 4) n group by 1, 2
          """);
    }
  }

  @AfterAll
  static void end() throws SQLException {
    session.close();
    platform.close();
    lake.close();
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(DOCS)) {
      // Views are for a DuckDB of one's own; the prompt only reads.
      return files
          .filter(file -> file.toString().endsWith(".sql") && !file.endsWith("08-views.sql"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static List<String> ask(String sql) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      session.answer(sql, Format.CSV.to(out));
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyStatementHasAnAnswer(Path file) throws IOException {
    for (String statement : Script.of(Files.readString(file)).all()) {
      if (!statement.isBlank()) {
        List<String> answer = ask(statement);
        // What is rare need not be there; the archive of iot has no copy here.
        boolean mayBeEmpty =
            statement.contains("_rejected")
                || statement.contains("HAVING")
                || file.startsWith(DOCS.resolve("iot"));
        assertTrue(mayBeEmpty || answer.size() > 1, () -> file + " has no answer to" + statement);
      }
    }
  }

  private static List<List<String>> answers(String pipeline, String file) {
    try {
      List<List<String>> answers = new ArrayList<>();
      for (String statement :
          Script.of(Files.readString(DOCS.resolve(pipeline).resolve(file))).all()) {
        if (!statement.isBlank()) {
          answers.add(ask(statement));
        }
      }
      return answers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long sum(List<String> answer, int column) {
    return answer.stream().skip(1).mapToLong(line -> Long.parseLong(line.split(",")[column])).sum();
  }

  @Test
  void bothViewsOfEnvironmentCountEachReadingOnce() {
    List<List<String>> now = answers("environment", "01-now.sql");
    String[] cards = now.get(0).get(1).split(",");
    assertEquals("12", cards[0], now.get(0)::toString);
    assertEquals(EVENTS / 2, Long.parseLong(cards[2]), 1, now.get(0)::toString);
    assertEquals(12, now.get(1).size() - 1, "a line a sensor");
    List<List<String>> trends = answers("environment", "02-trends.sql");
    assertEquals(EVENTS, sum(trends.get(1), 1), "readings by hour");
    assertEquals(EVENTS, sum(trends.get(2), 1), "readings by day");
    assertEquals(EVENTS, sum(trends.get(3), 1), "readings by sensor");
  }

  @Test
  void theOthersCountEachEventOnceToo() {
    assertEquals(EVENTS, sum(answers("traffic", "01-roads.sql").get(0), 1));
    List<List<String>> requests = answers("logs", "01-requests.sql");
    assertEquals(EVENTS, sum(requests.get(0), 1));
    assertEquals(EVENTS, sum(requests.get(1), 1));
    List<List<String>> payments = answers("transactions", "01-payments.sql");
    assertEquals(EVENTS, sum(payments.get(0), 2));
    assertEquals(List.of("differ", "0"), payments.get(4));
  }
}

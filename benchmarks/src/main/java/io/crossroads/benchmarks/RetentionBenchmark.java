package io.crossroads.benchmarks;

import io.crossroads.cli.Commands;
import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.layers.speed.RawRow;
import io.crossroads.layers.speed.SpeedBatch;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.store.ServingStore;
import io.crossroads.store.SpeedStore;
import io.crossroads.store.StoreSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How long the store takes to drop a day of a table of events as rows: with nobody reading, beside
 * somebody who asks for the newest hour all the time, and beside one who reads all rows.
 */
@Command(
    name = "benchmarks/run retention",
    mixinStandardHelpOptions = true,
    description = {
      "Fills sensor_data with rows of 30 days and measures how long the store takes to drop the",
      "oldest day, and how long who reads meanwhile is kept waiting. 50 million rows take 12 GB of",
      "the temporary folder; JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=FOLDER names another."
    })
public final class RetentionBenchmark implements Callable<Integer> {

  private static final String TOPIC_ID = "c3Jvc3Nyb2Fkcy1maXZlMQ";
  private static final String TABLE = "sensor_data";
  private static final int ROUNDS = 5;
  private static final String NEWEST_HOUR =
      "select sensor_id, avg(temperature), max(co2) from sensor_data"
          + " where append_time >= timestamptz '%s' group by sensor_id";
  private static final String EVERYTHING = "select count(*), avg(temperature) from sensor_data";

  private static final String COUNT_OF_DAYS =
      "select count(*) from pg_inherits where inhparent = 'sensor_data'::regclass";
  private static final String SIZE =
      "select pg_size_pretty(%s(pg_total_relation_size(inhrelid))) from pg_inherits"
          + " where inhparent = 'sensor_data'::regclass";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** Steady seconds of a day, and values that differ as those of sensors do. */
  private static final String FILL =
      "insert into sensor_data (sensor_id, \"timestamp\", temperature, humidity, co2, pressure,"
          + " battery_level, status, site, latitude, longitude, append_time, kafka_topic_id,"
          + " kafka_partition, kafka_offset)"
          + " select 'ENV-' || lpad((n %% 12 + 1)::text, 2, '0'), appended - interval '20 ms',"
          + " 18 + (n %% 700) / 100.0, 40 + (n %% 3000) / 100.0, 400 + (n %% 90000) / 100.0,"
          + " 1000 + (n %% 3000) / 100.0, 20 + (n %% 8000) / 100.0, 'OK', 'site-' || n %% 3,"
          + " 48.85 + (n %% 12) / 1000.0, 2.35 + (n %% 12) / 1000.0, appended, '%s', n %% 3,"
          + " %d + n / 3"
          + " from generate_series(0, %d) n,"
          + " lateral (select timestamptz '%s 00:00:01+00' + n * interval '86390 s' / %d) at(appended)";

  @Spec private CommandSpec spec;

  @Option(
      names = "--rows",
      defaultValue = "50000000",
      paramLabel = "N",
      description = "How many rows the days have together (default: ${DEFAULT-VALUE}).")
  private long rows;

  private final Pipeline pipeline = Pipelines.named("environment");
  private final int days = Math.toIntExact(pipeline.rows().orElseThrow().kept().toDays());
  private final LocalDate last = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC);
  private StoreSettings store;

  /** Prints the figures. */
  public static void main(String[] arguments) {
    System.exit(Commands.run(new RetentionBenchmark(), arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (rows < days) {
      throw new ParameterException(
          spec.commandLine(), "--rows must be at least " + days + ", one a day, not " + rows);
    }
    Path folder = Files.createTempDirectory("crossroads-retention-");
    try (EmbeddedPostgres postgres = new EmbeddedPostgres(folder, "serving").start()) {
      store =
          new StoreSettings(
              postgres.jdbcUrl("serving"), postgres.user(), Optional.of(postgres.password()));
      ServingStore.prepare(store, pipeline);
      createDays();
      fill();
      measure();
    } finally {
      Folders.delete(folder);
    }
    return 0;
  }

  private LocalDate day(int number) {
    return last.minusDays(days - 1L - number);
  }

  /** As the store does it: a day's partition comes about with its first row. */
  private void createDays() throws SQLException {
    List<RawRow> firsts = new ArrayList<>();
    long appended = 0;
    for (int number = 0; number < days; number++) {
      appended = EpochMicros.micros(day(number).atStartOfDay().toInstant(ZoneOffset.UTC));
      ArrayList<Object> values =
          new ArrayList<>(Collections.nCopies(pipeline.schema().columns().size(), null));
      firsts.add(new RawRow(0, number, appended, values));
    }
    Position position =
        new Position(
            pipeline.topic(),
            TOPIC_ID,
            new TreeMap<>(Map.of(0, new PartitionPosition(days, appended))));
    try (SpeedStore speed = new SpeedStore(store, pipeline)) {
      speed.commit(
          new SpeedBatch(
              Horizon.NONE,
              Optional.empty(),
              position,
              Optional.of(position),
              Map.of(),
              Map.of(),
              Map.of(),
              List.of(),
              List.of(),
              List.of(),
              firsts));
    }
  }

  private void fill() throws SQLException {
    long ofDay = rows / days;
    long begun = System.nanoTime();
    for (int number = 0; number < days; number++) {
      execute(
          String.format(
              Locale.ROOT, FILL, TOPIC_ID, days + number * ofDay, ofDay - 2, day(number), ofDay));
      System.err.printf(
          Locale.ROOT,
          "%,d of %,d rows after %d s%n",
          (number + 1) * ofDay,
          ofDay * days,
          (System.nanoTime() - begun) / 1_000_000_000L);
    }
    // What autovacuum would do soon is not to be measured.
    execute("vacuum (analyze) " + TABLE);
    execute("checkpoint");
  }

  private void measure() throws SQLException {
    System.out.printf(
        Locale.ROOT,
        "(i) %,d rows of %d days, %s, %s a day; dropping a day, ms, of %d days each%n",
        Long.parseLong(ask("select count(*) from " + TABLE)),
        days,
        ask(String.format(Locale.ROOT, SIZE, "sum")),
        ask(String.format(Locale.ROOT, SIZE, "avg")),
        ROUNDS);
    Instant hour = last.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC).minusSeconds(3_600);
    System.out.printf(
        Locale.ROOT, "%-30s %9s %9s %9s %9s%n", "beside", "p50", "p95", "p99", "most");
    drop("nobody", "select 1", 0);
    drop("a reader of the newest hour", String.format(Locale.ROOT, NEWEST_HOUR, hour), ROUNDS);
    drop("a reader of all rows", EVERYTHING, 2 * ROUNDS);
  }

  /** Drops some days, the oldest first, beside somebody who asks all the time. */
  private void drop(String beside, String question, int droppedBefore) throws SQLException {
    long[] took = new long[ROUNDS];
    int refused = 0;
    Latencies answered;
    try (SpeedStore speed = new SpeedStore(store, pipeline);
        TableReader reader = new TableReader(store, question)) {
      // Connects.
      speed.horizon();
      for (int round = 0; round < ROUNDS; round++) {
        reader.awaitAnswers(1);
        int left = droppedBefore + round + 1;
        Instant now = day(left).plusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC);
        long begun = System.nanoTime();
        while (!isDropped(speed, now)) {
          refused++;
          begun = System.nanoTime();
        }
        took[round] = System.nanoTime() - begun;
        requireDays(days - left);
      }
      answered = reader.answered();
    }
    System.out.printf(
        Locale.ROOT,
        "%-30s %s; gave up waiting for a lock %d times%n",
        beside,
        new Latencies(took),
        refused);
    System.out.printf(Locale.ROOT, "%-30s %s%n", "  its answers", answered);
  }

  /** Whether the rows are dropped, and not left for the next time as somebody reads them. */
  private static boolean isDropped(SpeedStore speed, Instant now) throws SQLException {
    try {
      speed.dropExpiredRows(now);
      return true;
    } catch (SQLException e) {
      if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  private void requireDays(int wanted) throws SQLException {
    int found = Integer.parseInt(ask(COUNT_OF_DAYS));
    if (found != wanted) {
      throw new IllegalStateException(
          String.format(Locale.ROOT, "%s has %d days, not %d", TABLE, found, wanted));
    }
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = store.connect("retention");
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = store.connect("retention");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}

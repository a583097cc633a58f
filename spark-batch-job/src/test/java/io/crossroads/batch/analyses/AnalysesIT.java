package io.crossroads.batch.analyses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.embedded.EmbeddedPostgres;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeRoot;
import io.crossroads.lake.SparkSettings;
import io.crossroads.pipelines.ArchiveLayout;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.analysis.Analysis;
import io.crossroads.store.ServingStore;
import io.crossroads.store.StoreSettings;
import io.crossroads.testkit.LocalSpark;
import io.crossroads.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalysesIT {

  private static final Pipeline TRAFFIC = Pipelines.named("traffic");

  private static final Pipeline SAMPLE =
      Pipeline.named("sample")
          .topic("sample", 1)
          .schema(TRAFFIC.schema())
          .archive(new ArchiveLayout("sample-bucket", "sample", Duration.ofSeconds(1), List.of()))
          .analyses(
              List.of(
                  new Analysis(
                          "alerts",
                          "",
                          Analysis.Input.ALERTS,
                          """
                      select alert, count(*) as episodes, min(started_at) as began,
                        max(ended_at) as ended, 'a, "b"' as note
                      from alerts group by alert
                      """)
                      .as(Analysis.Output.CSV, Analysis.Output.PARQUET),
                  new Analysis("reasons", "", Analysis.Input.REJECTED, "select * from rejected")))
          .simulator(TRAFFIC.simulators())
          .build();

  @TempDir private static Path folder;
  private static EmbeddedPostgres postgres;
  private static StoreSettings store;
  private static SparkSession spark;

  private final List<String> progress = new ArrayList<>();

  @BeforeAll
  static void start() throws SQLException {
    postgres = new EmbeddedPostgres(folder.resolve("postgres"), "catalog", "serving").start();
    store =
        new StoreSettings(
            postgres.jdbcUrl("serving"), postgres.user(), Optional.of(postgres.password()));
    CatalogSettings catalog =
        new CatalogSettings(
            postgres.jdbcUrl("catalog"), postgres.user(), Optional.of(postgres.password()));
    spark = LocalSpark.session().newSession();
    SparkSettings.catalog(catalog, new LakeRoot("file:" + folder)).entrySet().stream()
        .filter(setting -> !setting.getKey().equals("spark.sql.extensions"))
        .forEach(setting -> spark.conf().set(setting.getKey(), setting.getValue()));
    ServingStore.prepare(store, TRAFFIC);
    ServingStore.prepare(store, SAMPLE);
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  /**
   * Hours of one junction as the history job leaves them, each with twice its number of vehicles.
   */
  private static void history(String bucket, int hours) {
    spark
        .sql(
            String.format(
                Locale.ROOT,
                """
            select timestamp_ntz'2016-01-01 00:00:00' + make_dt_interval(0, cast(id as int)) as date_time,
              1 as junction, cast(2 * id as int) as vehicles, id
            from range(%d)
            """,
                hours))
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(folder.resolve(bucket).resolve("traffic_1.parquet").toString());
  }

  private void run(String bucket, String... names) throws IOException, SQLException {
    job(bucket).run(List.of(names));
  }

  private AnalysesJob job(String bucket) {
    return job(TRAFFIC, bucket);
  }

  private AnalysesJob job(Pipeline pipeline, String bucket) {
    AnalysisInputs inputs =
        new AnalysisInputs(
            spark,
            pipeline,
            store,
            ArchiveNames.of(pipeline),
            new LakeRoot("file:" + folder),
            "file:" + folder.resolve(bucket));
    return new AnalysesJob(spark, pipeline, inputs, store, progress::add);
  }

  private static String ask(String sql) throws SQLException {
    return new TestDatabase(() -> store.connect("test")).text(sql);
  }

  @Test
  void everyAnalysisBecomesAnObjectAndATable() throws IOException, SQLException {
    history("all", 24 * 40);
    run("all");

    assertEquals(TRAFFIC.analyses().size() + 1, progress.size());
    assertTrue(
        progress.get(0).startsWith("duplicates: nothing is archived yet"), progress::toString);
    assertTrue(progress.get(9).startsWith("8 of 9 analyses answered"), progress::toString);
    assertEquals(
        "1|960|920640|959.0",
        ask(
            "select concat_ws('|', row->>'junction', row->>'hours', row->>'total', row->>'mean')"
                + " from analysis_row where name = 'vehicles_by_junction'"));
    assertEquals(
        "23 22 21",
        ask(
            "select string_agg(row->>'hour', ' ' order by place) from analysis_row where name ="
                + " 'peak_hours'"));
    assertEquals(
        "2016-01-01 2016-02-01",
        ask(
            "select string_agg(row->>'month', ' ' order by place) from analysis_row where name ="
                + " 'by_month'"));
    assertEquals(
        "[{\"name\": \"place\", \"type\": \"int\"}, {\"name\": \"hour\", \"type\": \"int\"},"
            + " {\"name\": \"mean\", \"type\": \"double\"}]",
        ask("select columns from analysis where name = 'peak_hours'"));
    List<Row> object =
        spark
            .read()
            .parquet(folder.resolve("all/analytics/peak_hours.parquet").toString())
            .collectAsList();
    assertEquals(List.of(23, 22, 21), object.stream().map(row -> row.getInt(1)).toList());
    try (Stream<Path> left = Files.list(folder.resolve("all/analytics"))) {
      assertEquals(
          TRAFFIC.analyses().stream()
              .filter(a -> a.inputs().contains(Analysis.Input.HISTORY))
              .map(a -> a.name() + ".parquet")
              .sorted()
              .toList(),
          left.map(path -> path.getFileName().toString()).sorted().toList());
    }
    assertEquals(
        0,
        spark
            .read()
            .parquet(folder.resolve("all/analytics/missing_hours.parquet").toString())
            .count());
  }

  @Test
  void alertsAreAskedForTooAndAnAnswerMayBeAFileOfCsv() throws IOException, SQLException {
    ask(
        """
        with told as (insert into alert (pipeline, alert, entity, started_at, until, severity, evidence)
          values ('sample', 'high', '{"id": "a"}', '2026-01-01Z', '2026-01-02Z', 'LOW', '{}'),
                 ('sample', 'high', '{"id": "b"}', '2026-01-01Z', '2026-01-02Z', 'LOW', '{}'),
                 ('other', 'high', '{"id": "b"}', '2026-01-01Z', '2026-01-02Z', 'LOW', '{}')
          returning 1)
        select count(*) from told
        """);
    job(SAMPLE, "any").run(List.of());

    assertEquals(
        "alert,episodes,began,ended,note\r\nhigh,2,2026-01-01T00:00:00Z,,\"a, \"\"b\"\"\"\r\n",
        Files.readString(folder.resolve("sample-bucket/analytics/alerts.csv")));
    assertTrue(
        progress
            .get(0)
            .equals("reasons: there is no table of rejected records yet: run 'archive' first"),
        progress::toString);
    assertEquals("2", ask("select row->>'episodes' from analysis_row where pipeline = 'sample'"));
  }

  @Test
  void aSecondRunReplacesTheAnswer() throws IOException, SQLException {
    history("again", 48);
    run("again", "by_hour_of_day");
    history("again", 24);
    run("again", "by_hour_of_day");
    assertEquals(
        "24 24",
        ask(
            "select row_count || ' ' || (select sum((row->>'hours')::int) from analysis_row where"
                + " name = 'by_hour_of_day') from analysis where name = 'by_hour_of_day'"));
  }

  @Test
  void thatThereIsNoHistoryYetNeedNotBeAFailure() throws IOException, SQLException {
    String remedy = job("nowhere").answerWhatCanBe(List.of()).orElseThrow();
    assertTrue(remedy.contains("run 'history' first"), remedy);
    assertTrue(remedy.endsWith("nothing is archived yet: run 'archive' first"), remedy);
    assertTrue(progress.get(0).endsWith("run 'history' first"), progress.get(0));
    assertTrue(progress.get(9).startsWith("0 of 9 analyses answered"), progress::toString);
  }

  @Test
  void withoutHistoryItSaysWhatToDoAndAnUnknownNameIsRefused() {
    CommandFailure nothing = assertThrows(CommandFailure.class, () -> run("nowhere"));
    assertTrue(nothing.getMessage().contains("run 'history' first"), nothing.getMessage());
    CommandFailure unknown = assertThrows(CommandFailure.class, () -> run("all", "by_moon"));
    assertTrue(
        unknown.getMessage().contains("no analysis 'by_moon'; pipeline traffic declares [vehicles"),
        unknown.getMessage());
  }
}

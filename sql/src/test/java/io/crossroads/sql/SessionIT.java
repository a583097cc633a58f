package io.crossroads.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.CommandFailure;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.sql.lake.BucketSettings;
import io.crossroads.sql.print.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SessionIT {

  private static final int ROWS_OF_A_COMMIT = 10;

  private static TestLake lake;
  private static Table archive;
  private Platform platform;
  private Session session;

  @BeforeAll
  static void begin() throws IOException, SQLException {
    lake = new TestLake();
    archive = lake.create(TableIdentifier.of("traffic", "raw_traffic"));
    lake.create(TableIdentifier.of("traffic", "raw_traffic_rejected"));
    TestLake.append(archive, "S1", ROWS_OF_A_COMMIT);
    try (Connection connection = lake.storeSettings().connect("test");
        Statement statement = connection.createStatement()) {
      statement.execute("create schema serving");
      statement.execute(
          """
          create view serving.traffic_by_minute as
          select * from (values
            (timestamptz '2026-01-31 08:00:00+00', 'S1', 3::bigint, 50.2500::numeric),
            (timestamptz '2026-01-31 08:01:00+00', 'a,"b', null, null),
            (null, '', 1, -0.5)) v(window_start, sensor_id, events, speed_mean)
          """);
    }
  }

  @AfterAll
  static void end() {
    lake.close();
  }

  @BeforeEach
  void open() throws SQLException {
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

  @AfterEach
  void close() throws SQLException {
    session.close();
    platform.close();
  }

  private String ask(String sql, Format format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      session.answer(sql, format.to(out));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private String refusal(String sql) {
    return assertThrows(CommandFailure.class, () -> ask(sql, Format.CSV)).getMessage();
  }

  @Test
  void countsWholeCommitsWhileAnotherThreadCommits() throws Exception {
    ExecutorService writer = Executors.newSingleThreadExecutor();
    Future<?> commits =
        writer.submit(
            () -> {
              for (int i = 0; i < 20; i++) {
                TestLake.append(archive, "S2", ROWS_OF_A_COMMIT);
              }
              return null;
            });
    String twice =
        "select (select count(*) from traffic.raw_traffic) as one,"
            + " (select count(*) from raw_traffic where sensor_id <> 'none') as other";
    long last = 0;
    do {
      String[] counts = ask(twice, Format.CSV).split("\r\n")[1].split(",");
      long count = Long.parseLong(counts[0]);
      assertEquals(counts[0], counts[1]);
      assertEquals(0, count % ROWS_OF_A_COMMIT);
      assertTrue(count >= last, count + " rows after " + last);
      last = count;
    } while (!commits.isDone());
    commits.get();
    writer.shutdown();
    assertTrue(writer.awaitTermination(10, TimeUnit.SECONDS));
    String all = "select count(*) as n from traffic.raw_traffic where sensor_id = 'S2'";
    assertEquals("n\r\n200\r\n", ask(all, Format.CSV));
  }

  @Test
  void printsEachFormat() {
    String sql =
        "select sensor_id, \"timestamp\", average_speed, raw from traffic.raw_traffic"
            + " where sensor_id = 'S1' order by 2 limit 2";
    assertEquals(
        "sensor_id,timestamp,average_speed,raw\r\n"
            + "S1,2026-01-31T08:00:00Z,,\r\n"
            + "S1,2026-01-31T08:00:01Z,50.25,\r\n",
        ask(sql, Format.CSV));
    assertEquals(
        """
        [{"sensor_id":"S1","timestamp":"2026-01-31T08:00:00Z","average_speed":null,"raw":null},
         {"sensor_id":"S1","timestamp":"2026-01-31T08:00:01Z","average_speed":50.25,"raw":null}]
        """,
        ask(sql, Format.JSON));
    assertEquals(
        """
        sensor_id  timestamp             average_speed  raw
        ---------  --------------------  -------------  ----
        S1         2026-01-31T08:00:00Z           NULL  NULL
        S1         2026-01-31T08:00:01Z          50.25  NULL
        """,
        ask(sql, Format.TABLE));
  }

  @Test
  void readsFilesByTheIdsOfColumns() throws IOException {
    Table table = lake.create(TableIdentifier.of("logs", "curated"));
    TestLake.append(table, "S1", 2);
    table
        .updateSchema()
        .renameColumn("average_speed", "speed")
        .deleteColumn("raw")
        .addColumn("raw", Types.LongType.get())
        .commit();
    String sql =
        "select sensor_id, speed, raw from logs.curated order by \"timestamp\" desc limit 1";
    assertEquals("sensor_id,speed,raw\r\nS1,50.25,\r\n", ask(sql, Format.CSV));
  }

  @Test
  void aTableWithoutRowsHasItsColumns() {
    assertEquals("n\r\n0\r\n", ask("select count(raw) n from raw_traffic_rejected", Format.CSV));
  }

  @Test
  void aTableWithDeleteFilesIsRefusedByName() throws IOException {
    Table table = lake.create(TableIdentifier.of("environment", "readings"));
    TestLake.append(table, "S1", 2);
    DeleteFile deletes =
        FileMetadata.deleteFileBuilder(PartitionSpec.unpartitioned())
            .ofPositionDeletes()
            .withPath(table.location() + "/data/deletes.parquet")
            .withFormat("parquet")
            .withFileSizeInBytes(10)
            .withRecordCount(1)
            .build();
    table.newRowDelta().addDeletes(deletes).commit();
    String message = refusal("from environment.readings");
    assertTrue(message.contains("environment.readings has delete files"), message);
  }

  @Test
  void readsTheStoreAsItIs() {
    assertEquals(
        "window_start,sensor_id,events,speed_mean\r\n"
            + "2026-01-31T08:00:00Z,S1,3,50.2500\r\n"
            + "2026-01-31T08:01:00Z,\"a,\"\"b\",,\r\n"
            + ",\"\",1,-0.5000\r\n",
        ask("from traffic_by_minute order by 1", Format.CSV));
  }

  @Test
  void joinsLakeAndStore() {
    String sql =
        "select count(*) n from traffic.raw_traffic a join traffic.traffic_by_minute m"
            + " on a.sensor_id = m.sensor_id and a.\"timestamp\" >= m.window_start";
    assertEquals("n\r\n10\r\n", ask(sql, Format.CSV));
  }

  @Test
  void nothingIsWritten() throws SQLException {
    for (String sql : List.of("delete from traffic.raw_traffic", "drop schema traffic cascade")) {
      assertTrue(refusal(sql).contains("never written"), sql);
    }
    assertEquals("n\r\n3\r\n", ask("select count(*) n from traffic_by_minute", Format.CSV));
  }

  @Test
  void saysWhatThereIsNotAndWhatThereIs() {
    String unknown = refusal("from traffic.raw");
    assertTrue(unknown.contains("there is no traffic.raw"), unknown);
    assertTrue(unknown.contains("traffic.raw_traffic_rejected"), unknown);
    String ambiguous = refusal("from duplicates");
    assertTrue(ambiguous.contains("traffic.duplicates"), ambiguous);
    assertTrue(refusal("from traffic.history").contains("run 'history' first"));
    assertTrue(refusal("from logs_by_host").contains("run 'stream' or 'views' first"));
    assertTrue(ask("show tables", Format.CSV).contains("traffic.history,history,"));
  }
}

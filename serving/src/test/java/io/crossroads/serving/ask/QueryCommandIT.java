package io.crossroads.serving.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.cli.Commands;
import io.crossroads.cli.GracefulStop;
import io.crossroads.pipelines.traffic.Traffic;
import io.crossroads.serving.ExampleData;
import io.crossroads.serving.Main;
import io.crossroads.serving.TestApi;
import io.crossroads.serving.TestStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class QueryCommandIT {

  private static TestStore store;
  private static TestApi api;

  @BeforeAll
  static void start() throws SQLException {
    store = TestStore.with(Traffic.pipeline());
    ExampleData.fill(store);
    api = TestApi.start(store.reader(), Traffic.pipeline());
  }

  @AfterAll
  static void stop() {
    api.close();
    store.close();
  }

  /** What a run of the command printed. */
  private record Run(int code, String out, String messages) {}

  private static Run run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    PrintStream err = System.err;
    PrintStream messageStream = new PrintStream(messages, true, StandardCharsets.UTF_8);
    System.setErr(messageStream);
    try {
      Main main =
          new Main(
              new PrintStream(out, false, StandardCharsets.UTF_8),
              messageStream,
              new GracefulStop());
      List<String> all = new ArrayList<>(List.of("query"));
      all.addAll(Arrays.asList(arguments));
      int code = Commands.run(main, all.toArray(String[]::new));
      return new Run(
          code, out.toString(StandardCharsets.UTF_8), messages.toString(StandardCharsets.UTF_8));
    } finally {
      System.setErr(err);
    }
  }

  private static Run ask(String... arguments) {
    List<String> all = new ArrayList<>(Arrays.asList(arguments));
    all.add("--url=" + api.uri(""));
    return run(all.toArray(String[]::new));
  }

  @Test
  void aTableIsForPeople() {
    Run run =
        ask("traffic_by_minute", "--measures", "events,speed_mean", "--where", "sensor_id=S1");
    assertEquals(0, run.code(), run.messages());
    assertEquals(
        """
        window_start          window_end            sensor_id  events   speed_mean
        2026-03-02T08:00:00Z  2026-03-02T08:01:00Z  S1             51  60.99019608
        2026-03-02T08:01:00Z  2026-03-02T08:02:00Z  S1             30  60.03333333
        2026-03-02T08:02:00Z  2026-03-02T08:03:00Z  S1              1  58.25000000
        """,
        run.out());
    assertEquals(
        "3 rows; fresh until 2026-03-02T08:02:04.318Z, horizon 2026-03-02T08:01:00Z\n",
        run.messages());
  }

  @Test
  void csvAndJsonSayTheSame() {
    String[] question = {"traffic_by_hour", "--measures=speed_mean", "--order=-speed_mean"};
    assertEquals(
        "window_start,window_end,sensor_id,speed_mean\r\n"
            + "2026-03-02T08:00:00Z,2026-03-02T09:00:00Z,S1,60.60670732\r\n"
            + "2026-03-02T08:00:00Z,2026-03-02T09:00:00Z,S2,20.25000000\r\n",
        ask(with(question, "--format=csv")).out());
    assertEquals(
        """
        [{"window_start":"2026-03-02T08:00:00Z","window_end":"2026-03-02T09:00:00Z",\
        "sensor_id":"S1","speed_mean":60.60670732},
         {"window_start":"2026-03-02T08:00:00Z","window_end":"2026-03-02T09:00:00Z",\
        "sensor_id":"S2","speed_mean":20.25000000}]
        """,
        ask(with(question, "--format=json")).out());
  }

  private static String[] with(String[] words, String more) {
    String[] all = Arrays.copyOf(words, words.length + 1);
    all[words.length] = more;
    return all;
  }

  @Test
  void aLongAnswerIsPutTogetherFromItsPages() throws SQLException {
    store.execute(
        """
        insert into serving.batch_traffic_by_minute
        select t, 'S5', 1, 30, 1, 30, 30, 10, 1, 10, 10
        from generate_series('2026-01-01T00:00Z'::timestamptz, '2026-01-09T07:59Z', '1 minute') t
        """);
    String[] question = {"traffic_by_minute", "--where=sensor_id=S5", "--format=csv"};
    assertEquals(1 + 12_000, ask(with(question, "--limit=20000")).out().lines().count());
    assertEquals(1 + 11_000, ask(with(question, "--limit=11000")).out().lines().count());
    Run table = ask("traffic_by_minute", "--where=sensor_id=S5", "--limit=2");
    assertTrue(table.messages().startsWith("2 rows, and more: raise --limit;"), table.messages());
  }

  @Test
  void withoutARollupItListsThem() {
    String out = ask().out();
    assertTrue(out.startsWith("name               pipeline  description\ntraffic_by_minute"), out);
  }

  @Test
  void whatIsWrongIsSaidAsTheServerSaysIt() {
    Run unknown = ask("traffic_by_second");
    assertEquals(1, unknown.code());
    assertEquals(
        "error: 'rollup' must be one of traffic_by_minute, traffic_by_hour, not"
            + " 'traffic_by_second'\n",
        unknown.messages());

    Run away = run("traffic_by_minute", "--url", "http://localhost:1");
    assertEquals(1, away.code());
    assertTrue(away.messages().contains("http://localhost:1 cannot be reached"), away.messages());
    assertTrue(away.messages().contains("bin/crossroads serve"), away.messages());

    for (String wrong : List.of("--limit=0", "--format=xml", "--url=ftp://x", "--url=localhost")) {
      assertEquals(2, run("traffic_by_minute", wrong).code(), wrong);
    }
  }
}

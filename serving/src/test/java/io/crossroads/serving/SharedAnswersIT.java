package io.crossroads.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.traffic.Traffic;
import io.crossroads.serving.read.ReadLimits;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many who ask the same: what PostgreSQL executes is read from its own log. */
class SharedAnswersIT {

  private static final String QUESTION = "/api/v1/query?rollup=traffic_by_minute";
  private static final String TABLE = "batch_traffic_by_minute";
  private static final int MANY = 200;

  /** So long that no pause of the machine ends it. */
  private static final Duration LONG = Duration.ofMinutes(10);

  private TestStore store;
  private Layers layers;

  @BeforeEach
  void start() throws SQLException {
    store = TestStore.with(Traffic.pipeline());
    layers = new Layers(store, Traffic.pipeline());
    layers.speed(5, ExampleData.minute(0), Map.of(), List.of());
    store.execute("alter system set log_statement = 'all'");
    store.execute("select pg_reload_conf()");
  }

  @AfterEach
  void stop() {
    store.close();
  }

  private TestApi sharing(Duration time) {
    ReadLimits usual = TestApi.LIMITS;
    return TestApi.start(
        store.reader(),
        new ReadLimits(usual.rows(), usual.time(), usual.atOnce(), LONG, usual.listeners(), time),
        Traffic.pipeline());
  }

  /** How often PostgreSQL was asked for the rows of the rollup. */
  private long statements() throws IOException {
    try (Stream<String> lines = Files.lines(store.postgres().log())) {
      return lines.filter(line -> line.contains(TABLE)).count();
    }
  }

  private static List<TestApi.Reply> askMany(TestApi api) {
    return IntStream.range(0, MANY)
        .mapToObj(
            i ->
                api.client()
                    .sendAsync(
                        HttpRequest.newBuilder(api.uri(QUESTION)).build(),
                        HttpResponse.BodyHandlers.ofByteArray()))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .map(response -> new TestApi.Reply(response.statusCode(), response))
        .toList();
  }

  @Test
  void twoHundredWhoAskTheSameAtOnceCostOneQuery() throws Exception {
    try (TestApi api = sharing(LONG);
        Stream<String> heard = changes(api)) {
      heard.findFirst().orElseThrow();
      long before = statements();
      Set<String> bodies = new HashSet<>();
      for (TestApi.Reply reply : askMany(api)) {
        assertEquals(200, reply.status(), reply::text);
        assertEquals("no-cache", reply.header("cache-control"));
        bodies.add(reply.header("etag") + reply.text());
      }
      assertEquals(1, bodies.size());
      assertEquals(before + 1, statements());
      String tag = api.ok(QUESTION).header("etag");
      assertEquals(304, api.get(QUESTION, "If-None-Match", tag).status());
      assertEquals(before + 1, statements());
    }
  }

  @Test
  void withoutSharingEachCostsOne() throws Exception {
    try (TestApi api = sharing(Duration.ZERO)) {
      long before = statements();
      askMany(api);
      assertEquals(before + MANY, statements());
    }
  }

  @Test
  void whoHasHeardOfACommitIsNeverGivenAnAnswerFromBeforeIt() throws Exception {
    try (TestApi api = sharing(LONG);
        Stream<String> heard = changes(api)) {
      var events = heard.iterator();
      events.next();
      String old = api.ok(QUESTION).header("etag");
      for (int i = 1; i <= 20; i++) {
        layers.speed(5 + i, ExampleData.EIGHT.plusSeconds(i), Map.of(), List.of());
        String told = events.next();
        TestApi.Reply reply = api.ok(QUESTION);
        assertNotEquals(old, reply.header("etag"));
        assertEquals(
            TestApi.JSON.readTree(told.substring("data: ".length())).path("fresh_until"),
            reply.json().path("fresh_until"));
        old = reply.header("etag");
      }
    }
  }

  @Test
  void anAnswerThatIsStillTrueAfterItsTimeIsNotAskedForAgain() throws Exception {
    try (TestApi api = sharing(Duration.ofMillis(1));
        Stream<String> heard = changes(api)) {
      heard.findFirst().orElseThrow();
      String body = api.ok(QUESTION).text();
      long before = statements();
      Thread.sleep(20);
      assertEquals(body, api.ok(QUESTION).text());
      assertEquals(before, statements());
    }
  }

  @Test
  void whileCommitsCannotBeHeardNothingIsGivenAgain() throws Exception {
    try (TestApi api = sharing(LONG)) {
      api.ok(QUESTION);
      store.postgres().kill();
      int status = 200;
      while (status == 200) {
        status = api.get(QUESTION).status();
      }
      assertEquals(503, status);
      store.postgres().start();
    }
  }

  @Test
  void aProblemIsToldToAllWhoAskedAndKeptForNobody() throws Exception {
    try (TestApi api = sharing(LONG)) {
      store.execute("alter table serving." + TABLE + " rename to away");
      assertTrue(askMany(api).stream().allMatch(reply -> reply.status() == 503));
      store.execute("alter table serving.away rename to " + TABLE);
      api.ok(QUESTION);
    }
  }

  /** The events that a follower of changes hears, once it is heard that there is something. */
  private static Stream<String> changes(TestApi api) throws Exception {
    InputStream stream =
        api.client()
            .send(
                HttpRequest.newBuilder(api.uri("/api/v1/changes?pipeline=traffic")).build(),
                HttpResponse.BodyHandlers.ofInputStream())
            .body();
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
        .lines()
        .filter(line -> line.startsWith("data: "));
  }
}

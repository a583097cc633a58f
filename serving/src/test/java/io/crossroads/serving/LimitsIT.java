package io.crossroads.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.traffic.Traffic;
import io.crossroads.serving.read.ReadLimits;
import io.crossroads.store.ReadOnlyAccount;
import io.crossroads.store.ServingStore;
import io.crossroads.store.StoreSettings;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LimitsIT {

  private static final String QUESTION = "/api/v1/query?rollup=traffic_by_minute";

  private static TestStore store;

  @BeforeAll
  static void start() throws SQLException {
    store = TestStore.with(Traffic.pipeline());
    ExampleData.fill(store);
  }

  @AfterAll
  static void stop() {
    store.close();
  }

  private static TestApi api(ReadLimits limits) {
    return TestApi.start(store.reader(), limits, Traffic.pipeline());
  }

  private static ReadLimits limits(int rows, Duration time, int atOnce, Duration timeout) {
    return new ReadLimits(rows, time, atOnce, timeout, 1, Duration.ZERO);
  }

  @Test
  void anAnswerHasNoMoreRowsThanTheServerAllows() {
    try (TestApi api = api(limits(2, Duration.ofSeconds(5), 2, Duration.ofSeconds(1)))) {
      assertEquals(2, api.ok(QUESTION).json().path("rows").size());
      assertEquals(400, api.get(QUESTION + "&limit=3").status());
    }
  }

  @Test
  void aQuestionThatTakesTooLongIsEnded() throws SQLException {
    try (TestApi api = api(limits(10, Duration.ofMillis(300), 2, Duration.ofSeconds(1)));
        Connection locking = store.owner().connect("test");
        Statement statement = locking.createStatement()) {
      locking.setAutoCommit(false);
      statement.execute("lock table batch_traffic_by_minute in access exclusive mode");
      TestApi.Reply reply = api.get(QUESTION);
      assertEquals(503, reply.status());
      assertEquals("5", reply.header("retry-after"));
      assertTrue(reply.json().path("detail").asText().contains("within 0.3 s"), reply.text());
      locking.rollback();
      assertEquals(200, api.get(QUESTION).status());
    }
  }

  @Test
  void moreQuestionsThanAllowedAreRefusedAndTheRestAnswered() throws Exception {
    try (TestApi api = api(limits(10, Duration.ofSeconds(5), 2, Duration.ofMillis(100)));
        Connection locking = store.owner().connect("test");
        Statement statement = locking.createStatement()) {
      locking.setAutoCommit(false);
      statement.execute("lock table batch_traffic_by_minute in access exclusive mode");
      List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        asked.add(
            api.client()
                .sendAsync(
                    HttpRequest.newBuilder(api.uri(QUESTION)).build(),
                    HttpResponse.BodyHandlers.ofString()));
      }
      long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
      while (asked.stream().filter(CompletableFuture::isDone).count() < 4
          && System.nanoTime() < end) {
        Thread.sleep(10);
      }
      // What watches over the store needs no turn.
      assertEquals(200, api.get("/health/ready").status());
      locking.rollback();
      List<Integer> statuses = new ArrayList<>();
      for (CompletableFuture<HttpResponse<String>> one : asked) {
        statuses.add(one.get().statusCode());
        if (one.get().statusCode() == 429) {
          assertEquals("1", one.get().headers().firstValue("retry-after").orElse(""));
        }
      }
      statuses.sort(null);
      assertEquals(List.of(200, 200, 429, 429, 429, 429), statuses);
    }
  }

  @Test
  void readinessFollowsPostgresAwayAndBack() {
    try (TestApi api = api(TestApi.LIMITS)) {
      assertEquals(200, api.get("/health/ready").status());
      store.postgres().kill();
      assertEquals(503, api.get("/health/ready").status());
      TestApi.Reply reply = api.get(QUESTION);
      assertEquals(503, reply.status());
      assertEquals("5", reply.header("retry-after"));
      assertEquals(200, api.get("/health/live").status());
      assertEquals(200, api.get("/api/v1/pipelines").status());
      store.postgres().start();
      assertEquals(200, api.get("/health/ready").status());
      assertEquals(200, api.get(QUESTION).status());
    }
  }

  @Test
  void aStoreWithoutTablesIsNotReadyAndSaysWhoMakesThem() throws SQLException {
    try (TestStore empty = TestStore.with();
        TestApi api = TestApi.start(empty.reader(), Traffic.pipeline())) {
      for (String path : List.of("/health/ready", QUESTION)) {
        TestApi.Reply reply = api.get(path);
        assertEquals(503, reply.status(), reply.text());
        assertTrue(reply.json().path("detail").asText().contains("'stream'"), reply.text());
      }
      ServingStore.prepare(empty.owner(), Traffic.pipeline());
      assertEquals(200, api.get("/health/ready").status());
      assertEquals(200, api.get(QUESTION).status());
    }
  }

  @Test
  void anAccountThatCouldWriteIsNeverReady() throws SQLException {
    List<String> powers =
        List.of(
            "grant insert on serving.latest to %s",
            "grant update (evidence) on serving.alert to %s",
            "grant truncate on serving.batch_traffic_by_hour to %s",
            "grant create on schema serving to %s",
            "grant pg_write_all_data to %s",
            "alter role %s createrole",
            "alter role %s superuser");
    for (int i = 0; i < powers.size(); i++) {
      String name = "writer" + i;
      store.execute("create role " + name + " login password 'x'");
      store.execute(ReadOnlyAccount.grants(store.owner().user(), name));
      StoreSettings settings = new StoreSettings(store.owner().uri(), name, Optional.of("x"));
      try (TestApi api = TestApi.start(settings, Traffic.pipeline())) {
        assertEquals(200, api.get("/health/ready").status(), name);
        store.execute(String.format(Locale.ROOT, powers.get(i), name));
        TestApi.Reply reply = api.get("/health/ready");
        assertEquals(503, reply.status(), powers.get(i));
        assertTrue(reply.json().path("detail").asText().contains("'" + name + "'"), reply.text());
      }
    }
  }
}

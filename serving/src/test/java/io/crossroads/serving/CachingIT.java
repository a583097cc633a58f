package io.crossroads.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.traffic.Traffic;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CachingIT {

  private static final String QUESTION = "/api/v1/query?rollup=traffic_by_minute";

  private TestStore store;
  private TestApi api;

  @BeforeEach
  void start() throws SQLException {
    store = TestStore.with(Traffic.pipeline());
    api = TestApi.start(store.reader(), Traffic.pipeline());
  }

  @AfterEach
  void stop() {
    api.close();
    store.close();
  }

  @Test
  void theTagChangesWithEveryCommitOfEitherLayerAndWithNothingElse() throws SQLException {
    Layers layers = new Layers(store, Traffic.pipeline());
    String empty = tag();
    assertEquals(empty, tag());

    layers.speed(5, ExampleData.minute(0), Map.of(), List.of());
    String speed = tag();
    assertNotEquals(empty, speed);
    assertEquals(304, api.get(QUESTION, "If-None-Match", speed).status());
    assertEquals(200, api.get(QUESTION, "If-None-Match", empty).status());

    layers.views(ExampleData.minute(0), 0, Map.of());
    String published = tag();
    assertNotEquals(speed, published);
    assertEquals(200, api.get(QUESTION, "If-None-Match", speed).status());
  }

  private String tag() {
    return api.ok(QUESTION).header("etag");
  }

  @Test
  void whoHoldsTheAnswerGetsNoBodyAndTheDatabaseNoQuestion() throws SQLException {
    ExampleData.fill(store);
    String tag = tag();
    // Without the table the question itself would fail.
    store.execute("alter table serving.batch_traffic_by_minute rename to away");
    for (String held : List.of(tag, tag.substring(2), "\"x\", " + tag, "*")) {
      TestApi.Reply reply = api.get(QUESTION, "If-None-Match", held);
      assertEquals(304, reply.status(), held);
      assertEquals("", reply.text());
      assertEquals(tag, reply.header("etag"));
    }
    assertEquals(503, api.get(QUESTION, "If-None-Match", "\"x\"").status());
  }

  @Test
  void otherAnswersAreTaggedByWhatTheySay() throws SQLException {
    for (String path :
        List.of(
            "/api/v1/pipelines",
            "/api/v1/pipelines/traffic/latest",
            "/api/v1/pipelines/traffic/alerts")) {
      String tag = api.ok(path).header("etag");
      assertEquals(304, api.get(path, "If-None-Match", tag).status(), path);
    }
    String before = api.ok("/api/v1/pipelines/traffic/alerts").header("etag");
    ExampleData.fill(store);
    assertEquals(
        200, api.get("/api/v1/pipelines/traffic/alerts", "If-None-Match", before).status());
  }

  @Test
  void longAnswersAreCompressedForThoseWhoUnderstandIt() throws SQLException, IOException {
    store.execute(
        """
        insert into serving.batch_traffic_by_minute
        select t, 'S1', 60, 3000.50, 60, 12.25, 99.5, 2000, 60, 10, 70
        from generate_series('2026-03-02T00:00Z'::timestamptz, '2026-03-02T05:00Z', '1 minute') t
        """);
    TestApi.Reply plain = api.ok(QUESTION);
    TestApi.Reply packed = api.get(QUESTION, "Accept-Encoding", "gzip");
    assertEquals("", plain.header("content-encoding"));
    assertEquals("gzip", packed.header("content-encoding"));
    assertEquals("Accept-Encoding", packed.header("vary"));
    assertEquals(plain.header("etag"), packed.header("etag"));
    byte[] body = packed.response().body();
    assertTrue(body.length * 5 < plain.text().length(), body.length + " bytes");
    try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
      assertEquals(plain.text(), new String(unpacked.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}

package io.crossroads.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossroads.pipelines.traffic.Traffic;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsIT {

  private static TestStore store;
  private static TestApi api;

  @BeforeAll
  static void start() throws SQLException {
    store = TestStore.with(Traffic.pipeline(), Readings.pipeline());
    ExampleData.fill(store);
    api = TestApi.start(store.reader(), Traffic.pipeline(), Readings.pipeline());
  }

  @AfterAll
  static void stop() {
    api.close();
    store.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          limit=0                          | limit      | 0     | a whole number from 1 to 10000
          limit=10001                      | limit      | 10001 | a whole number from 1 to 10000
          limit=ten                        | limit      | ten   | a whole number from 1 to 10000
          from=yesterday                   | from       | yesterday | a time of ISO-8601
          from=2026-03-02T08:00:00         | from       | 2026-03-02T08:00:00 | with an offset
          from=2026-02-30                  | from       | 2026-02-30 | a time of ISO-8601
          from=%2B12026-01-01T00:00:00Z    | from       | +12026-01-01T00:00:00Z | a time of
          from=2026-03-02&to=2026-03-01    | to         | 2026-03-01T00:00:00Z | no earlier than 'from' 2026-03-02
          dimensions=city                  | dimensions | city  | place, floor, outside
          dimensions=place,place           | dimensions | place,place | each there once
          dimensions=place,                | dimensions | ''    | place, floor, outside
          measures=                        | measures   | ''    | one or more of events, cold
          measures=speed                   | measures   | speed | events, cold, total
          where=place                      | where      | place | dimension=value
          where=city%3DRome                | where      | city=Rome | place, floor, outside
          where=events%3D1                 | where      | events=1 | place, floor, outside
          where=floor%3Dthird              | where      | floor=third | floor= and a whole number
          where=outside%3Dyes              | where      | outside=yes | outside= and true or false
          where=%00                        | where      | '\0'  | without a zero byte
          order=-                          | order      | -     | window_start, place
          order=ranks                      | order      | ranks | one of window_start, place
          order=sensors                    | order      | sensors | one of window_start, place
          order=speed%3Bdrop               | order      | speed;drop | one of window_start, place
          dimensions=place&order=floor     | order      | floor | one of window_start, place,
          measures=events&order=mean       | order      | mean  | one of window_start, place
          cursor=x                         | cursor     | x     | of an answer to the same question
          cursor=WyJ4Il0                   | cursor     | WyJ4Il0 | of an answer to the same question
          limit=5&limit=6                  | limit      | 5' and '6 | there once
          lmit=5                           | lmit       | 5     | one of rollup, from, to
          """)
  void whatIsWrongWithAQuestionIsNamed(
      String parameters, String parameter, String value, String expected) {
    TestApi.Reply reply = api.get("/api/v1/query?rollup=readings_by_minute&" + parameters);
    assertEquals(400, reply.status(), reply.text());
    assertEquals("application/problem+json", reply.header("content-type"));
    JsonNode problem = reply.json();
    assertEquals(parameter, problem.path("parameter").asText());
    assertEquals(value.replace("\\0", "\0"), problem.path("value").asText());
    assertTrue(problem.path("expected").asText().contains(expected), problem.toString());
    assertTrue(
        problem.path("detail").asText().contains(problem.path("expected").asText()),
        problem.toString());
    assertEquals(400, problem.path("status").asInt());
    assertTrue(problem.path("type").asText().startsWith("urn:crossroads:problem:"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rollup=readings_sliding&where=built%3Dlately  | built=lately | a day such as
          rollup=readings_sliding&where=slope%3D1e9     | slope=1e9    | a decimal number
          rollup=nowhere                                | nowhere      | readings_by_minute
          """)
  void otherQuestionsToo(String parameters, String value, String expected) {
    TestApi.Reply reply = api.get("/api/v1/query?" + parameters);
    assertEquals(400, reply.status(), reply.text());
    assertEquals(value, reply.json().path("value").asText());
    assertTrue(reply.json().path("expected").asText().contains(expected), reply.text());
  }

  @Test
  void aQuestionWithoutARollupIsToldWhichThereAre() {
    JsonNode problem = api.get("/api/v1/query").json();
    assertEquals("urn:crossroads:problem:missing-parameter", problem.path("type").asText());
    assertEquals("rollup", problem.path("parameter").asText());
    assertEquals(4, problem.path("choices").size());
    assertFalse(problem.has("value"));
  }

  @Test
  void aCursorGoesWithItsQuestionOnly() {
    String minutes = "/api/v1/query?rollup=traffic_by_minute&limit=1";
    String cursor = api.ok(minutes).json().path("next").asText();
    assertEquals(200, api.get(minutes + "&cursor=" + cursor).status());
    // Neither the size of the page nor the measures matter to where it begins.
    assertEquals(200, api.get(minutes + "&measures=events&cursor=" + cursor).status());
    for (String other :
        new String[] {
          "/api/v1/query?rollup=traffic_by_hour&cursor=",
          minutes + "&order=-window_start&cursor=",
          minutes + "&where=sensor_id%3DS1&cursor=",
          minutes + "&dimensions=&cursor=",
          minutes + "&from=2026-01-01&cursor=",
          "/api/v1/pipelines/traffic/latest?cursor=",
          "/api/v1/pipelines/traffic/alerts?cursor=",
          "/api/v1/pipelines/traffic/analyses/by_hour_of_day?cursor="
        }) {
      TestApi.Reply reply = api.get(other + cursor);
      assertEquals(400, reply.status(), other);
      assertEquals("cursor", reply.json().path("parameter").asText());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /api/v1/pipelines/roads                     | no pipeline 'roads'; it may be one of traffic, readings
          /api/v1/pipelines/roads/latest              | no pipeline 'roads'
          /api/v1/pipelines/readings/latest           | no latest event of pipeline 'readings'
          /api/v1/rollups/x                           | no rollup 'x'; it may be one of traffic_by_minute
          /api/v1/pipelines/traffic/analyses/by_place | no analysis 'by_place'; it may be one of vehicles_by_junction
          /api/v1/pipelines/traffic/analyses/growth   | analysis 'growth' has no rows yet: 'analyses' of the batch job
          /api/v1/pipeline                            | nothing at '/api/v1/pipeline'; /openapi.json
          /                                           | nothing at '/'
          """)
  void whatDoesNotExistIsNamed(String path, String detail) {
    TestApi.Reply reply = api.get(path);
    assertEquals(404, reply.status(), reply.text());
    assertEquals("application/problem+json", reply.header("content-type"));
    assertTrue(reply.json().path("detail").asText().contains(detail), reply.text());
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/pipelines?x=1",
    "/api/v1/pipelines/traffic?x=1",
    "/api/v1/pipelines/traffic/alerts?state=over",
    "/api/v1/pipelines/traffic/alerts?severity=high",
    "/api/v1/pipelines/traffic/latest?key=",
    "/api/v1/rollups?pipeline=roads",
    "/api/v1/changes?pipeline=roads",
    "/health/live?x=1"
  })
  void parametersElsewhereAreCheckedAsWell(String path) {
    TestApi.Reply reply = api.get(path);
    assertEquals(400, reply.status(), reply.text());
    assertTrue(reply.json().has("parameter"), reply.text());
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"})
  void onlyReadingIsPossible(String method) {
    TestApi.Reply reply =
        api.send(
            HttpRequest.newBuilder(api.uri("/api/v1/pipelines"))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build());
    assertEquals(405, reply.status(), reply.text());
    assertEquals("GET, HEAD", reply.header("allow"));
    assertEquals("application/problem+json", reply.header("content-type"));
  }

  @Test
  void aHeadHasTheHeadersOfAGet() {
    String path = "/api/v1/query?rollup=traffic_by_minute";
    TestApi.Reply head =
        api.send(
            HttpRequest.newBuilder(api.uri(path))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    TestApi.Reply get = api.ok(path);
    assertEquals(200, head.status());
    assertEquals("", head.text());
    assertEquals(get.header("etag"), head.header("etag"));
    assertEquals(get.header("content-type"), head.header("content-type"));
  }

  @Test
  void aRequestThatTheWebServerRefusesIsAProblemToo() {
    TestApi.Reply reply = api.get("/api/v1/%00");
    assertEquals(400, reply.status());
    assertEquals("application/problem+json", reply.header("content-type"));
    TestApi.Reply large = api.get("/health/live", "X-Large", "x".repeat(40_000));
    assertEquals(431, large.status());
    assertEquals("application/problem+json", large.header("content-type"));
    TestApi.Reply far = api.get("/health/live?x=" + "x".repeat(40_000));
    assertEquals(414, far.status());
    assertEquals("application/problem+json", far.header("content-type"));
  }

  @Test
  void aLongValueIsNotSentBackInFull() {
    String text = api.get("/api/v1/pipelines/" + "x".repeat(5_000)).text();
    assertTrue(text.length() < 1_000, text);
  }
}

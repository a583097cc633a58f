package io.crossroads.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossroads.pipelines.traffic.Traffic;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangesIT {

  private TestStore store;
  private TestApi api;

  @BeforeEach
  void start() throws SQLException {
    store = TestStore.with(Traffic.pipeline(), Readings.pipeline());
    api = TestApi.start(store.reader(), Traffic.pipeline(), Readings.pipeline());
  }

  @AfterEach
  void stop() {
    api.close();
    store.close();
  }

  /** One who follows changes, and what it has heard. */
  private final class Follower implements AutoCloseable {
    private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
    private final HttpResponse<InputStream> response;

    Follower(String query) throws IOException, InterruptedException {
      response =
          api.client()
              .send(
                  HttpRequest.newBuilder(api.uri("/api/v1/changes" + query)).build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      Thread reader = new Thread(this::read, "follower");
      reader.setDaemon(true);
      reader.start();
    }

    private void read() {
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("data: ")) {
            heard.add(TestApi.JSON.readTree(line.substring(6)));
          }
        }
      } catch (IOException e) {
        // The test has closed it.
      }
    }

    JsonNode next() throws InterruptedException {
      JsonNode event = heard.poll(10, TimeUnit.SECONDS);
      assertTrue(event != null, "nothing heard within 10 s");
      return event;
    }

    @Override
    public void close() throws IOException {
      response.body().close();
    }
  }

  @Test
  void theStateIsToldAtOnceAndAtEachCommitOfEitherLayer() throws Exception {
    Layers layers = new Layers(store, Traffic.pipeline());
    try (Follower follower = new Follower("?pipeline=traffic")) {
      assertEquals(200, follower.response.statusCode());
      assertEquals(
          "text/event-stream", follower.response.headers().firstValue("content-type").orElse(""));
      assertEquals(
          "{\"pipeline\":\"traffic\",\"horizon\":null,\"generation\":0,\"fresh_until\":null,\"open_alerts\":0}",
          follower.next().toString());

      layers.speed(5, ExampleData.minute(2), Map.of(), List.of());
      assertEquals("2026-03-02T08:02:00Z", follower.next().path("fresh_until").asText());

      layers.views(ExampleData.minute(1), 3, Map.of());
      JsonNode published = follower.next();
      assertEquals(1, published.path("generation").asInt());
      assertEquals("2026-03-02T08:01:00Z", published.path("horizon").asText());
    }
  }

  @Test
  void aFollowerHearsOfTheRightPipelines() throws Exception {
    try (Follower all = new Follower("");
        Follower one = new Follower("?pipeline=readings")) {
      all.next();
      all.next();
      assertEquals("readings", one.next().path("pipeline").asText());
      new Layers(store, Traffic.pipeline()).speed(5, ExampleData.minute(2), Map.of(), List.of());
      assertEquals("traffic", all.next().path("pipeline").asText());
      new Layers(store, Readings.pipeline()).speed(5, ExampleData.minute(2), Map.of(), List.of());
      assertEquals("readings", all.next().path("pipeline").asText());
      assertEquals("readings", one.next().path("pipeline").asText());
    }
  }

  @Test
  void whoReadsNothingHoldsNobodyUp() throws Exception {
    HttpResponse<InputStream> idle =
        api.client()
            .send(
                HttpRequest.newBuilder(api.uri("/api/v1/changes")).build(),
                HttpResponse.BodyHandlers.ofInputStream());
    Layers layers = new Layers(store, Traffic.pipeline());
    try (Follower follower = new Follower("?pipeline=traffic")) {
      follower.next();
      for (int i = 1; i <= 200; i++) {
        layers.speed(i, ExampleData.EIGHT.plusSeconds(i), Map.of(), List.of());
      }
      String last = ExampleData.EIGHT.plusSeconds(200).toString();
      long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      String heard = "";
      while (!heard.equals(last) && System.nanoTime() < end) {
        heard = follower.next().path("fresh_until").asText();
      }
      assertEquals(last, heard);
    } finally {
      idle.body().close();
    }
  }

  @Test
  void thereIsAPlaceForSoManyAndThoseWhoLeaveMakeRoom() throws Exception {
    List<Follower> followers = new ArrayList<>();
    for (int i = 0; i < TestApi.LIMITS.listeners(); i++) {
      followers.add(new Follower("?pipeline=traffic"));
    }
    TestApi.Reply refused = api.get("/api/v1/changes");
    assertEquals(429, refused.status());
    assertEquals("1", refused.header("retry-after"));

    followers.get(0).close();
    Layers layers = new Layers(store, Traffic.pipeline());
    int status = 429;
    for (int i = 1; i <= 100 && status == 429; i++) {
      layers.speed(i, ExampleData.EIGHT.plusSeconds(i), Map.of(), List.of());
      Thread.sleep(50);
      HttpResponse<InputStream> response =
          api.client()
              .send(
                  HttpRequest.newBuilder(api.uri("/api/v1/changes")).build(),
                  HttpResponse.BodyHandlers.ofInputStream());
      status = response.statusCode();
      response.body().close();
    }
    assertEquals(200, status);
    for (Follower follower : followers) {
      follower.close();
    }
  }

  @Test
  void changesAreToldAgainAfterPostgresWasAway() throws Exception {
    Layers layers = new Layers(store, Traffic.pipeline());
    try (Follower follower = new Follower("?pipeline=traffic")) {
      follower.next();
      store.postgres().kill();
      store.postgres().start();
      layers.speed(5, ExampleData.minute(2), Map.of(), List.of());
      String heard = "";
      while (!heard.equals("2026-03-02T08:02:00Z")) {
        heard = follower.next().path("fresh_until").asText();
      }
    }
  }
}

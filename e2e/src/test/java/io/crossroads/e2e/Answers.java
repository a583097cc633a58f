package io.crossroads.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What the serving layer tells whoever asks it over HTTP. */
final class Answers {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final String address;

  Answers(Stack stack) {
    address = "http://localhost:" + stack.ports().serving();
  }

  /** The answer to a question below {@code /api/v1/}; any status but 200 is an error. */
  JsonNode ask(String path) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + "/api/v1/" + path)).timeout(LIMIT).build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(path + ": " + answer.statusCode() + " " + answer.body());
      }
      return new ObjectMapper().readTree(answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** All events of traffic that count, of both layers. */
  long events() throws IOException {
    JsonNode answer = ask("query?rollup=traffic_by_minute&dimensions=&measures=events&limit=10000");
    if (!answer.get("next").isNull()) {
      throw new AssertionError("more windows than one page holds");
    }
    long events = 0;
    for (JsonNode row : answer.get("rows")) {
      events += row.get("events").asLong();
    }
    return events;
  }

  /** By partition, the first offset of traffic that does not count yet. */
  Map<Integer, Long> livePosition() throws IOException {
    Map<Integer, Long> next = new TreeMap<>();
    for (JsonNode query : ask("pipelines/traffic/positions").get("queries")) {
      if (query.get("query").asText().equals("speed")) {
        query
            .get("partitions")
            .forEach(
                partition ->
                    next.put(
                        partition.get("partition").asInt(), partition.get("next_offset").asLong()));
      }
    }
    return next;
  }
}

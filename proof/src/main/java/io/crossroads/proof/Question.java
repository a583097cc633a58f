package io.crossroads.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Asks over HTTP how many events count. */
public final class Question {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PATH =
      "/api/v1/query?rollup=traffic_by_hour&dimensions=&measures=events";

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;

  /**
   * An answer.
   *
   * @param events how many count, over all windows
   * @param generation how often views have been published
   */
  public record Count(long events, long generation) {}

  /** The question to a server. */
  public Question(URI server) {
    this.request =
        HttpRequest.newBuilder(server.resolve(PATH)).timeout(Duration.ofSeconds(20)).build();
  }

  /** Asks; empty if there is no answer now, as the store is away or has no tables yet. */
  public Optional<Count> ask() throws IOException, InterruptedException {
    HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() == 503) {
      return Optional.empty();
    }
    if (response.statusCode() != 200) {
      throw new IOException(
          response.statusCode() + ": " + new String(response.body(), StandardCharsets.UTF_8));
    }
    JsonNode answer = JSON.readTree(response.body());
    long events = 0;
    for (JsonNode row : answer.path("rows")) {
      events += row.path("events").asLong();
    }
    return Optional.of(new Count(events, answer.path("generation").asLong()));
  }
}

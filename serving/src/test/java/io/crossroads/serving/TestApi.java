package io.crossroads.serving;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.serving.api.Api;
import io.crossroads.serving.read.ReadLimits;
import io.crossroads.store.StoreSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The API on a free port, and a client of it. */
public final class TestApi implements AutoCloseable {

  /** Limits that no test reaches unless it wants to. */
  public static final ReadLimits LIMITS =
      new ReadLimits(10_000, Duration.ofSeconds(5), 8, Duration.ofSeconds(1), 10, Duration.ZERO);

  public static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** What came back. */
  public record Reply(int status, HttpResponse<byte[]> response) {

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError(text(), e);
      }
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    /** The rows of the answer, a row a line. */
    public String rows() {
      StringBuilder rows = new StringBuilder();
      json().path("rows").forEach(row -> rows.append(row).append('\n'));
      return rows.toString();
    }
  }

  private final Api api;
  private final HttpClient client = HttpClient.newHttpClient();

  private TestApi(Api api) {
    this.api = api;
  }

  public static TestApi start(StoreSettings settings, Pipeline... pipelines) {
    return start(settings, LIMITS, pipelines);
  }

  public static TestApi start(StoreSettings settings, ReadLimits limits, Pipeline... pipelines) {
    return new TestApi(Api.start(settings, List.of(pipelines), limits, "127.0.0.1", 0));
  }

  public URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + api.port() + pathAndQuery);
  }

  public HttpClient client() {
    return client;
  }

  /** The reply to GET, with headers as names and values. */
  public Reply get(String pathAndQuery, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri(pathAndQuery));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  /** The reply to any request. */
  public Reply send(HttpRequest request) {
    try {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      return new Reply(response.statusCode(), response);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The reply to GET, which must be an answer. */
  public Reply ok(String pathAndQuery) {
    Reply reply = get(pathAndQuery);
    if (reply.status() != 200) {
      throw new AssertionError(pathAndQuery + ": " + reply.status() + " " + reply.text());
    }
    return reply;
  }

  @Override
  public void close() {
    api.close();
  }
}

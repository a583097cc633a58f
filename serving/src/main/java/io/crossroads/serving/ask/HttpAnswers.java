package io.crossroads.serving.ask;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.crossroads.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks a serving layer over HTTP.
 *
 * @param base its address, such as {@code http://localhost:8000}
 */
record HttpAnswers(URI base) {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /** Keeps all digits of numbers, zeros at their end too. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /**
   * The answer at a path.
   *
   * @param parameters names and values, in order; a name may be there several times
   * @throws CommandFailure if there is none; says why
   */
  JsonNode get(String path, List<Map.Entry<String, String>> parameters) {
    String query =
        parameters.stream()
            .map(parameter -> encoded(parameter.getKey()) + "=" + encoded(parameter.getValue()))
            .collect(Collectors.joining("&"));
    String root = base.toString().replaceFirst("/+$", "");
    URI uri = URI.create(root + path + (query.isEmpty() ? "" : "?" + query));
    HttpResponse<byte[]> response = send(uri);
    JsonNode body = body(uri, response);
    if (response.statusCode() != 200) {
      throw new CommandFailure(
          body.path("detail").asText(uri + " answered with status " + response.statusCode()));
    }
    return body;
  }

  private HttpResponse<byte[]> send(URI uri) {
    try {
      return HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .build()
          .send(
              HttpRequest.newBuilder(uri).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "%s cannot be reached (%s): start it with 'bin/crossroads serve', or say where it is with --url",
              base,
              e),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted", e);
    }
  }

  private static JsonNode body(URI uri, HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "%s does not answer as Crossroads does: status %d, no JSON",
              uri,
              response.statusCode()),
          e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}

package io.crossroads.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.cli.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What the serving layer answers while events flow, asked over HTTP like anybody asks. */
final class LiveNumbers {

  /** All windows of all sensors; there are too few for a second page. */
  private static final String EVENTS =
      "/api/v1/query?rollup=traffic_by_hour&dimensions=&measures=events&limit=10000";

  private static final String POSITIONS = "/api/v1/pipelines/traffic/positions";
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI address;
  private Answer latest = Answer.NONE;
  private int answers;

  /**
   * Asks whoever serves there.
   *
   * @param address without a path
   */
  LiveNumbers(URI address) {
    this.address = address;
  }

  /**
   * An answer.
   *
   * @param events that count, of both layers
   * @param horizon T, before which the batch layer counts; empty before the first run of views
   * @param freshUntil append time of the newest record that counts; empty while there is none
   */
  record Answer(long events, Optional<Instant> horizon, Optional<Instant> freshUntil) {

    static final Answer NONE = new Answer(0, Optional.empty(), Optional.empty());
  }

  /**
   * How far the layers are.
   *
   * @param horizonOffset V, the first offset that the batch layer does not hold
   * @param liveOffset the first offset that the speed layer has not taken in
   * @param archivedUntil append time of the newest archived record; empty while there is none
   */
  record Progress(long horizonOffset, long liveOffset, Optional<Instant> archivedUntil) {

    static final Progress NONE = new Progress(0, 0, Optional.empty());
  }

  /** Where answers are served at a port of this machine. */
  static URI address(int port) {
    return URI.create("http://localhost:" + port);
  }

  /** Where it serves. */
  URI address() {
    return address;
  }

  /**
   * Asks how many events there are; what was answered last where there is no answer in time.
   *
   * @throws CommandFailure if it is fewer than before
   */
  Answer ask() {
    Optional<JsonNode> body = get(EVENTS);
    if (body.isPresent()) {
      Answer answer = read(body.get());
      if (answer.events() < latest.events()) {
        throw new CommandFailure(
            String.format(
                Locale.ROOT,
                "the merged answer went from %,d events (horizon %s) to %,d (horizon %s)",
                latest.events(),
                latest.horizon(),
                answer.events(),
                answer.horizon()));
      }
      latest = answer;
      answers++;
    }
    return latest;
  }

  /** What was answered last. */
  Answer latest() {
    return latest;
  }

  /** How many answers there were. */
  int answers() {
    return answers;
  }

  /** Asks how far the layers are; nowhere, if there is no answer in time. */
  Progress progress() {
    return get(POSITIONS).map(LiveNumbers::progress).orElse(Progress.NONE);
  }

  private Optional<JsonNode> get(String path) {
    try {
      HttpResponse<byte[]> response =
          client.send(
              HttpRequest.newBuilder(address.resolve(path)).timeout(TIMEOUT).build(),
              BodyHandlers.ofByteArray());
      return response.statusCode() == OK
          ? Optional.of(json.readTree(response.body()))
          : Optional.empty();
    } catch (IOException busy) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Answer read(JsonNode body) {
    long events = 0;
    for (JsonNode row : body.path("rows")) {
      events += row.path("events").asLong();
    }
    return new Answer(events, time(body.path("horizon")), time(body.path("fresh_until")));
  }

  private static Progress progress(JsonNode body) {
    long live = 0;
    Optional<Instant> archived = Optional.empty();
    for (JsonNode query : body.path("queries")) {
      JsonNode partition = query.path("partitions").path(0);
      if ("speed".equals(query.path("query").asText())) {
        live = partition.path("next_offset").asLong();
      } else {
        archived = time(partition.path("max_append_time"));
      }
    }
    JsonNode horizon = body.path("horizon").path("partitions").path(0);
    return new Progress(horizon.path("next_offset").asLong(), live, archived);
  }

  private static Optional<Instant> time(JsonNode text) {
    return text.isTextual() ? Optional.of(Instant.parse(text.asText())) : Optional.empty();
  }
}

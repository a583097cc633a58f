package io.crossroads.demo.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.cli.CommandFailure;
import io.crossroads.pipelines.Pipeline;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the serving layer answers while events flow, asked over HTTP like anybody asks. */
public final class LiveNumbers {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int OK = 200;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final ObjectMapper json = new ObjectMapper();
  private final URI address;
  private final Map<Counted, Answer> latest = new LinkedHashMap<>();
  private int answers;

  /**
   * Asks whoever serves there.
   *
   * @param address without a path
   * @param pipelines whose events are counted
   */
  public LiveNumbers(URI address, List<Pipeline> pipelines) {
    this.address = address;
    pipelines.forEach(pipeline -> latest.put(Counted.of(pipeline), Answer.NONE));
  }

  /**
   * An answer.
   *
   * @param events that count, of both layers
   * @param horizon T, before which the batch layer counts; empty before the first run of views
   * @param freshUntil append time of the newest record that counts; empty while there is none
   */
  public record Answer(long events, Optional<Instant> horizon, Optional<Instant> freshUntil) {

    static final Answer NONE = new Answer(0, Optional.empty(), Optional.empty());

    private Answer and(Answer other) {
      return new Answer(
          events + other.events,
          earlier(horizon, other.horizon),
          earlier(freshUntil, other.freshUntil));
    }
  }

  /**
   * How far the layers are, summed over all partitions.
   *
   * @param horizonOffset V, the first offset that the batch layer does not hold
   * @param liveOffset the first offset that the speed layer has not taken in
   * @param archivedUntil append time of the newest archived record, of the pipeline that is behind
   *     all others; empty while one has none
   */
  public record Progress(long horizonOffset, long liveOffset, Optional<Instant> archivedUntil) {

    static final Progress NONE = new Progress(0, 0, Optional.empty());

    private Progress and(Progress other) {
      return new Progress(
          horizonOffset + other.horizonOffset,
          liveOffset + other.liveOffset,
          earlier(archivedUntil, other.archivedUntil));
    }
  }

  /** Where it serves. */
  public URI address() {
    return address;
  }

  /**
   * Asks how many events there are; what was answered last where there is no answer in time.
   *
   * @throws CommandFailure if it is fewer than before
   */
  public Answer ask() {
    for (Counted counted : latest.keySet()) {
      get(counted.path()).map(body -> read(counted, body)).ifPresent(now -> take(counted, now));
    }
    return latest();
  }

  private void take(Counted counted, Answer answer) {
    Answer before = latest.put(counted, answer);
    answers++;
    if (answer.events() < before.events()) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "the merged answer of %s went from %,d events (horizon %s) to %,d (horizon %s)",
              counted.rollup().name(),
              before.events(),
              before.horizon(),
              answer.events(),
              answer.horizon()));
    }
  }

  /** What was answered last, of all pipelines. */
  public Answer latest() {
    return latest.values().stream().reduce(Answer::and).orElseThrow();
  }

  /** What was answered last of a pipeline. */
  public Answer latest(Pipeline pipeline) {
    return latest.get(Counted.of(pipeline));
  }

  /** How many answers there were. */
  public int answers() {
    return answers;
  }

  /** Asks how far the layers are; nowhere, if there is no answer in time. */
  public Progress progress() {
    return latest.keySet().stream()
        .map(counted -> progress(counted.pipeline()))
        .reduce(Progress::and)
        .orElseThrow();
  }

  /** The same of a pipeline. */
  public Progress progress(Pipeline pipeline) {
    return get("/api/v1/pipelines/" + pipeline.name() + "/positions")
        .map(LiveNumbers::progress)
        .orElse(Progress.NONE);
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

  private static Answer read(Counted counted, JsonNode body) {
    long events = 0;
    for (JsonNode row : body.path("rows")) {
      events += row.path(counted.measure().name()).asLong();
    }
    return new Answer(
        events / counted.windowsOfAnEvent(),
        time(body.path("horizon")),
        time(body.path("fresh_until")));
  }

  private static Progress progress(JsonNode body) {
    long live = 0;
    Optional<Instant> archived = Optional.empty();
    for (JsonNode query : body.path("queries")) {
      for (JsonNode partition : query.path("partitions")) {
        if ("speed".equals(query.path("query").asText())) {
          live += partition.path("next_offset").asLong();
        } else if ("archive".equals(query.path("query").asText())) {
          archived = later(archived, time(partition.path("max_append_time")));
        }
      }
    }
    long horizon = 0;
    for (JsonNode partition : body.path("horizon").path("partitions")) {
      horizon += partition.path("next_offset").asLong();
    }
    return new Progress(horizon, live, archived);
  }

  private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
    return one.flatMap(first -> other.map(second -> first.isBefore(second) ? first : second));
  }

  private static Optional<Instant> later(Optional<Instant> one, Optional<Instant> other) {
    return Stream.concat(one.stream(), other.stream()).max(Comparator.naturalOrder());
  }

  private static Optional<Instant> time(JsonNode text) {
    return text.isTextual() ? Optional.of(Instant.parse(text.asText())) : Optional.empty();
  }
}

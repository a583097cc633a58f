package io.crossroads.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a running demo for the number of events, ten times a second, until it is closed. */
final class MergedCount implements AutoCloseable {

  private static final Pattern ADDRESS =
      Pattern.compile("curl '(localhost:\\d+)/api/v1/query\\?rollup=traffic_by_minute");
  private static final long PAUSE_MILLIS = 100;

  /** One answer. */
  record Seen(long events, long generation) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI question;
  private final List<Seen> seen = Collections.synchronizedList(new ArrayList<>());
  private final Thread thread;
  private volatile boolean closed;

  private MergedCount(URI question) {
    this.question = question;
    this.thread = new Thread(this::askAgainAndAgain, "merged-count");
    thread.start();
  }

  /** Asks where the demo has printed that one can ask. */
  static MergedCount of(String output) {
    Matcher address = ADDRESS.matcher(output);
    if (!address.find()) {
      throw new AssertionError("no curl line in:\n" + output);
    }
    return new MergedCount(
        URI.create(
            String.format(
                Locale.ROOT,
                "http://%s/api/v1/query?rollup=traffic_by_minute&measures=events&limit=10000",
                address.group(1))));
  }

  private void askAgainAndAgain() {
    try {
      while (!closed) {
        ask();
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (IOException ended) {
      // the demo has stopped
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void ask() throws IOException, InterruptedException {
    JsonNode body =
        new ObjectMapper()
            .readTree(
                client
                    .send(HttpRequest.newBuilder(question).build(), BodyHandlers.ofInputStream())
                    .body());
    if (body.has("rows")) {
      long events = 0;
      for (JsonNode row : body.path("rows")) {
        events += row.path("events").asLong();
      }
      seen.add(new Seen(events, body.path("generation").asLong()));
    }
  }

  /** All answers, in order. */
  List<Seen> seen() {
    return List.copyOf(seen);
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

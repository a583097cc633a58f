package io.crossroads.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Pages that are open at Now of traffic, as a browser has them: each follows live changes and asks
 * all that the view shows after a change, at most once a second.
 */
final class OpenPages implements AutoCloseable {

  private static final String PIPELINE = "api/v1/pipelines/traffic/";

  private static final List<String> QUESTIONS =
      List.of(
          "api/v1/query?rollup=traffic_by_minute&dimensions=sensor_id&limit=10000",
          "api/v1/query?rollup=traffic_by_minute&dimensions=&measures=events&order=-window_start&limit=60",
          PIPELINE + "alerts?state=open&limit=200",
          PIPELINE + "alerts?limit=10",
          PIPELINE + "latest?limit=1000",
          PIPELINE + "positions",
          PIPELINE + "rejected");

  private static final long MILLIS_BETWEEN = 1_000;

  private final HttpClient client = HttpClient.newHttpClient();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final List<Page> pages = new ArrayList<>();
  private final AtomicLong answers = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private volatile boolean closed;

  /** One of them. */
  private final class Page {
    private final URI server;
    private final Stream<String> changes;
    private final Thread follower = new Thread(this::follow, "page");
    private final AtomicBoolean waiting = new AtomicBoolean();

    Page(URI server) throws IOException, InterruptedException {
      this.server = server;
      HttpResponse<Stream<String>> response =
          client.send(
              HttpRequest.newBuilder(server.resolve("/api/v1/changes")).build(),
              BodyHandlers.ofLines());
      if (response.statusCode() != 200) {
        throw new IOException("changes: status " + response.statusCode());
      }
      this.changes = response.body();
      follower.setDaemon(true);
    }

    private void follow() {
      try {
        changes.filter(line -> line.startsWith("data:")).forEach(line -> changed());
        failed();
      } catch (RuntimeException e) {
        failed();
      }
    }

    private void changed() {
      if (waiting.compareAndSet(false, true)) {
        CompletableFuture.allOf(
                QUESTIONS.stream().map(this::ask).toArray(CompletableFuture<?>[]::new))
            .whenComplete(
                (done, failure) -> {
                  if (failure != null) {
                    failed();
                  }
                  if (!closed) {
                    clock.schedule(() -> waiting.set(false), MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
                  }
                });
      }
    }

    private CompletableFuture<Void> ask(String question) {
      HttpRequest request = HttpRequest.newBuilder(server.resolve("/" + question)).build();
      return client
          .sendAsync(request, BodyHandlers.ofByteArray())
          .thenAccept(
              response -> {
                if (response.statusCode() != 200) {
                  throw new CompletionException(new IOException(question));
                }
                answers.incrementAndGet();
                bytes.addAndGet(response.body().length);
              });
    }
  }

  /** Opens so many. */
  OpenPages(URI server, int count) throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      pages.add(new Page(server));
    }
    pages.forEach(page -> page.follower.start());
  }

  private void failed() {
    if (!closed) {
      failures.incrementAndGet();
    }
  }

  /** Answers that all of them were given. */
  long answers() {
    return answers.get();
  }

  /** Bytes of these answers, not compressed. */
  long bytes() {
    return bytes.get();
  }

  /** Questions without a good answer and streams that ended. */
  long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    closed = true;
    clock.shutdownNow();
    pages.forEach(page -> page.changes.close());
  }
}

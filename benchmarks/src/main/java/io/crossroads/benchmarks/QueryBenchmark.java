package io.crossroads.benchmarks;

import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.proof.Platform;
import io.crossroads.proof.Sender;
import io.crossroads.store.RollupTable;
import io.crossroads.store.ServingStore;
import io.crossroads.store.Sql;
import io.crossroads.store.StateSql;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How long questions take over a year of rollups while events come in: five sensors by minute and
 * by hour, 2.7 million rows. A question's time begins when it was due, not when somebody was free
 * to ask it. Everything shares the machine; serving has the heap that {@code bin/crossroads serve}
 * gives it.
 *
 * <p>Arguments: questions a second (default 200), seconds (default 60), events a second (default
 * 100).
 */
public final class QueryBenchmark {

  private static final int WARM_UP_SECONDS = 60;
  private static final int ASKING = 16;
  private static final int DAYS = 365;
  private static final Instant END = Instant.now().truncatedTo(ChronoUnit.DAYS);

  private final Path folder;
  private final int rate;
  private final int seconds;
  private final int events;

  private QueryBenchmark(Path folder, int rate, int seconds, int events) {
    this.folder = folder;
    this.rate = rate;
    this.seconds = seconds;
    this.events = events;
  }

  /** Questions of a kind, and how many out of ten are of it. */
  private enum Kind {
    MINUTES("an hour of one sensor by minute", 4),
    DAY("a day of all sensors by hour", 3),
    NOW("the last hour of the city by minute", 2),
    MONTH("a month of one sensor by hour", 1);

    private final String text;
    private final int share;

    Kind(String text, int share) {
      this.text = text;
      this.share = share;
    }

    private static Kind any(Random random) {
      int left = random.nextInt(10);
      for (Kind kind : values()) {
        left -= kind.share;
        if (left < 0) {
          return kind;
        }
      }
      throw new IllegalStateException("shares are not ten");
    }

    private String path(Random random) {
      Instant day = END.minus(1L + random.nextInt(DAYS - 31), ChronoUnit.DAYS);
      Instant hour = day.plus(random.nextInt(24), ChronoUnit.HOURS);
      String sensor = "&where=sensor_id%3DS" + (1 + random.nextInt(5));
      return "/api/v1/query?rollup="
          + switch (this) {
            case MINUTES ->
                "traffic_by_minute" + between(hour, hour.plus(1, ChronoUnit.HOURS)) + sensor;
            case DAY -> "traffic_by_hour" + between(day, day.plus(1, ChronoUnit.DAYS));
            case NOW ->
                "traffic_by_minute&dimensions=&from=" + Instant.now().minus(1, ChronoUnit.HOURS);
            case MONTH -> "traffic_by_hour" + between(day.minus(30, ChronoUnit.DAYS), day) + sensor;
          };
    }

    private static String between(Instant from, Instant to) {
      return "&from=" + from + "&to=" + to;
    }
  }

  /** Prints a line for each kind of question and one for all. */
  public static void main(String[] arguments) throws Exception {
    int rate = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200;
    int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
    int events = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
    Path folder = Files.createTempDirectory("crossroads-queries-");
    try {
      new QueryBenchmark(folder, rate, seconds, events).run();
    } finally {
      Folders.delete(folder);
    }
  }

  private void run() throws Exception {
    SparkSubmit spark = new SparkSubmit("local[2]", "1g", Map.of("spark.ui.enabled", "false"));
    try (Platform platform =
        Platform.start(folder, new EmbeddedBroker(folder.resolve("broker")), spark, 1)) {
      fill(platform);
      platform.stream();
      Platform.Serving serving = platform.serve();
      int most = events * (WARM_UP_SECONDS + seconds + 60);
      try (Sender sender = Sender.timed(platform, events, most)) {
        new Load(serving.address(), WARM_UP_SECONDS * rate).run();
        Load load = new Load(serving.address(), seconds * rate);
        load.run();
        load.print();
        System.out.printf(
            Locale.ROOT,
            "serving's memory in all: %s, heap at most 256 MB%n",
            memory(serving.process()));
        sender.end();
      }
    }
  }

  /** A year of both rollups, as views would have published it. */
  private static void fill(Platform platform) throws SQLException {
    Pipeline pipeline = Pipelines.named(Platform.PIPELINE);
    ServingStore.prepare(platform.store(), pipeline);
    for (RollupTable table : RollupTable.of(pipeline)) {
      String states =
          table.states().columns().stream()
              .map(StateSql::type)
              .map(type -> "(20 + random() * 60)::numeric(12, 2)::" + type.sql())
              .collect(Collectors.joining(", "));
      platform.execute(
          String.format(
                  Locale.ROOT,
                  "insert into %s (window_start, sensor_id, %s) select start, 'S' || sensor, %s from",
                  Sql.quoted(table.batch()),
                  Sql.list(table.stateNames()),
                  states)
              + String.format(
                  Locale.ROOT,
                  " generate_series('%s'::timestamptz, '%s'::timestamptz - interval '1 minute', '%d seconds') start,",
                  END.minus(DAYS, ChronoUnit.DAYS),
                  END,
                  table.rollup().window().size().toSeconds())
              + " generate_series(1, 5) sensor");
      platform.execute("vacuum analyze " + Sql.quoted(table.batch()));
    }
  }

  /** Questions at the rate, and how long each took. */
  private final class Load {
    private final URI server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Kind[] kinds;
    private final long[] nanos;
    private final AtomicInteger next = new AtomicInteger();
    private volatile Exception failure;

    private Load(URI server, int questions) {
      this.server = server;
      this.kinds = new Kind[questions];
      this.nanos = new long[questions];
    }

    private void run() throws Exception {
      long begun = System.nanoTime();
      List<Thread> threads = new ArrayList<>();
      for (int i = 0; i < ASKING; i++) {
        Thread thread = new Thread(() -> ask(begun));
        thread.start();
        threads.add(thread);
      }
      for (Thread thread : threads) {
        thread.join();
      }
      if (failure != null) {
        throw failure;
      }
    }

    private void ask(long begun) {
      Random random = new Random();
      try {
        for (int i = next.getAndIncrement(); i < nanos.length; i = next.getAndIncrement()) {
          long due = begun + i * 1_000_000_000L / rate;
          LockSupport.parkNanos(due - System.nanoTime());
          kinds[i] = Kind.any(random);
          HttpResponse<byte[]> response =
              client.send(
                  HttpRequest.newBuilder(server.resolve(kinds[i].path(random)))
                      .timeout(Duration.ofSeconds(20))
                      .build(),
                  HttpResponse.BodyHandlers.ofByteArray());
          nanos[i] = System.nanoTime() - due;
          if (response.statusCode() != 200) {
            throw new IOException(
                response.statusCode() + ": " + new String(response.body(), StandardCharsets.UTF_8));
          }
        }
      } catch (IOException | InterruptedException e) {
        failure = e;
        next.set(nanos.length);
      }
    }

    private void print() {
      System.out.printf(
          Locale.ROOT,
          "(g) %d questions/s for %d s beside %d events/s, ms %9s %9s %9s %9s%n",
          rate,
          seconds,
          events,
          "p50",
          "p95",
          "p99",
          "most");
      for (Kind kind : Kind.values()) {
        line(
            kind.text,
            IntStream.range(0, nanos.length)
                .filter(i -> kinds[i] == kind)
                .mapToLong(i -> nanos[i])
                .toArray());
      }
      line("all", nanos);
    }

    private static void line(String text, long[] nanos) {
      System.out.printf(Locale.ROOT, "%-38s %,8d  %s%n", text, nanos.length, new Latencies(nanos));
    }
  }

  private static String memory(TiedProcess process) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .findFirst()
        .orElse("not known here")
        .replaceAll("VmRSS:\\s*", "");
  }
}

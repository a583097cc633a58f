package io.crossroads.benchmarks;

import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.proof.Platform;
import io.crossroads.proof.Question;
import io.crossroads.proof.Sender;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * How long after it was sent an event counts for somebody who asks over HTTP: numbered events on
 * one partition, so that a count says which of them it is made of. Broker, PostgreSQL, archive and
 * live numbers, serving, who sends and who asks every 20 ms all share the machine.
 *
 * <p>Arguments: seconds that are measured (default 40), then events a second and, after an @, how
 * often live numbers are committed (default 1000@1s 1000@500ms 20000@1s), and, after another @, how
 * many pages are open at Now of the pipeline.
 */
public final class FreshnessBenchmark {

  private static final int WARM_UP_SECONDS = 20;
  private static final Duration BETWEEN_QUESTIONS = Duration.ofMillis(20);
  private static final Duration TIMEOUT = Duration.ofSeconds(120);

  private final Path folder;
  private final int rate;
  private final String every;
  private final int seconds;
  private final int pages;

  /** When so many events counted. */
  private record Seen(long nanos, long events) {}

  private FreshnessBenchmark(Path folder, int rate, String every, int seconds, int pages) {
    this.folder = folder;
    this.rate = rate;
    this.every = every;
    this.seconds = seconds;
    this.pages = pages;
  }

  /** Prints a line for each rate. */
  public static void main(String[] arguments) throws Exception {
    int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 40;
    List<String> runs = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
    System.out.printf(
        Locale.ROOT,
        "(f) from sending to counting over HTTP, ms %9s %9s %9s %9s%n",
        "p50",
        "p95",
        "p99",
        "most");
    for (String run : runs.isEmpty() ? List.of("1000@1s", "1000@500ms", "20000@1s") : runs) {
      String[] parts = run.split("@");
      Path folder = Files.createTempDirectory("crossroads-freshness-");
      try {
        int pages = parts.length > 2 ? Integer.parseInt(parts[2]) : 0;
        new FreshnessBenchmark(folder, Integer.parseInt(parts[0]), parts[1], seconds, pages).run();
      } finally {
        Folders.delete(folder);
      }
    }
  }

  private void run() throws IOException, InterruptedException, SQLException {
    int count = (WARM_UP_SECONDS + seconds) * rate;
    SparkSubmit spark = new SparkSubmit("local[2]", "1g", Map.of("spark.ui.enabled", "false"));
    try (Platform platform =
        Platform.start(folder, new EmbeddedBroker(folder.resolve("broker")), spark, 1)) {
      Platform.Serving serving = platform.serve();
      platform.stream("--live-every", every);
      List<Seen> seen = new ArrayList<>();
      try (Sender sender = Sender.timed(platform, rate, count);
          ApplicationUsage usage = ApplicationUsage.of(serving.process().pid());
          OpenPages open = new OpenPages(serving.address(), pages)) {
        long begun = System.nanoTime();
        long before = transactions(platform);
        watch(new Question(serving.address()), count, seen);
        double took = (System.nanoTime() - begun) / 1e9;
        double rateOfDatabase = (transactions(platform) - before) / took;
        sender.awaitEnd();
        print(sender, seen);
        System.out.printf(
            Locale.ROOT,
            "  %d pages open: %,.0f answers/s of %,.1f kB, %d failed; PostgreSQL %,.0f transactions/s%n  serve: %s%n",
            pages,
            open.answers() / took,
            open.answers() == 0 ? 0 : open.bytes() / 1e3 / open.answers(),
            open.failures(),
            rateOfDatabase,
            usage.figures());
      }
    }
  }

  /** Of the serving store, by all who use it. */
  private static long transactions(Platform platform) throws SQLException {
    return Long.parseLong(
        platform.ask("select xact_commit from pg_stat_database where datname = 'serving'"));
  }

  private void watch(Question question, long count, List<Seen> seen)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT.plusSeconds(WARM_UP_SECONDS + seconds).toNanos();
    long last = 0;
    while (last < count) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "only %,d of %,d events count", last, count));
      }
      Optional<Question.Count> answer = question.ask();
      if (answer.isPresent() && answer.get().events() > last) {
        last = answer.get().events();
        seen.add(new Seen(System.nanoTime(), last));
      }
      LockSupport.parkNanos(BETWEEN_QUESTIONS.toNanos());
    }
  }

  private void print(Sender sender, List<Seen> seen) {
    long[] nanos = new long[seconds * rate];
    int at = 0;
    for (int i = 0; i < nanos.length; i++) {
      int number = WARM_UP_SECONDS * rate + i;
      while (seen.get(at).events() <= number) {
        at++;
      }
      nanos[i] = seen.get(at).nanos() - sender.nanos(number);
    }
    int last = (WARM_UP_SECONDS + seconds) * rate - 1;
    double took = (sender.nanos(last) - sender.nanos(0)) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%,8.0f/s for %d s, commits every %-6s      %s%n",
        last / took,
        seconds,
        every,
        new Latencies(nanos));
  }
}

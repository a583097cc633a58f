package io.crossroads.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.SparkSubmit;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.testkit.RunFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Payments in a currency without a rate are rejected; the rate is loaded while all runs; they go
 * through their topic again by a run that is killed and two more, and each is an event, once.
 */
class RejectedReplayIT {

  private static final int IN_DOLLARS = 300;
  private static final int IN_FRANCS = 2_000;
  private static final int IN_NOTHING = 7;
  private static final int SENT = IN_DOLLARS + IN_FRANCS + IN_NOTHING;

  private static final Pattern TAKES_EFFECT = Pattern.compile("appended from (\\S+) on");

  private Platform platform;

  @BeforeEach
  void start() throws Exception {
    Path folder = RunFolder.create("replay-");
    platform =
        Platform.of(
            folder,
            new EmbeddedBroker(folder.resolve("broker")),
            SparkSubmit.local(),
            "transactions");
    platform.await(platform.producer("topics", "create", "--pipeline", "transactions"));
    platform.stream("--every", "2s");
  }

  @AfterEach
  void close() {
    if (platform != null) {
      platform.close();
    }
  }

  private void send() throws Exception {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < SENT; i++) {
      String currency = i < IN_DOLLARS ? "USD" : "CHF";
      lines.add(
          i < IN_DOLLARS + IN_FRANCS
              ? String.format(
                  Locale.ROOT,
                  "{\"transaction_id\":%d,\"montant\":%d.25,\"devise\":\"%s\",\"timestamp\":\"%s\"}",
                  i + 1,
                  i % 500 + 1,
                  currency,
                  Instant.now().minusSeconds(i))
              : "not JSON");
    }
    Path file = Files.write(platform.file("payments.jsonl"), lines);
    platform.await(platform.producer("replay", "--pipeline", "transactions", file.toString()));
  }

  /** Rates of today, and when they take effect. */
  private Instant loadRates() throws Exception {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    Path file = platform.file("rates.csv");
    List<String> lines = new ArrayList<>(List.of("date,currency,rate"));
    for (int day = 3; day >= 0; day--) {
      for (String rate : List.of("CHF,0.95", "USD,1.1")) {
        lines.add(today.minusDays(day) + "," + rate);
      }
    }
    Files.write(file, lines);
    String said =
        platform.await(
            platform.loadReference("--name", "with-francs", "--in", "31s", file.toString()));
    Matcher time = TAKES_EFFECT.matcher(said);
    assertTrue(time.find(), said);
    return Instant.parse(time.group(1));
  }

  @Test
  void paymentsWithoutARateAreEventsOnceThereIsOne() throws Exception {
    send();
    assertExact(SENT, IN_FRANCS + IN_NOTHING, 0);
    Instant takesEffect = loadRates();
    String early = replay();
    assertTrue(early.contains("0 sent, 0 replayed before, 2,000 left out"), early);
    while (Instant.now().isBefore(takesEffect.plusSeconds(6))) {
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }

    TiedProcess killed = platform.replayRejected("--reason", "unknown_reference");
    while (killed.isAlive() && platform.ask("select count(*) from replays").equals("0")) {
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
    killed.kill();
    ReconcileReport during = reconciled(0);
    assertTrue(during.exact(), during::toString);
    assertTrue(during.json().path("replays").path("exact").asBoolean(), during::toString);

    String after = replay();
    String again = replay();
    assertTrue(again.contains("0 sent, 2,000 replayed before, 0 left out"), after + again);
    assertExact(SENT + IN_FRANCS, IN_FRANCS + IN_NOTHING, IN_FRANCS);
    assertEquals(
        "archived 2000",
        platform.ask("select state || ' ' || count(*) from replays group by state"));
    assertEquals(
        Integer.toString(IN_DOLLARS + IN_FRANCS),
        platform.ask("select sum(transactions) from transactions_by_day"));
  }

  private String replay() throws Exception {
    return platform.await(
        platform.replayRejected("--reason", "unknown_reference", "--field", "devise"));
  }

  private void assertExact(long records, long rejected, long replayed) throws Exception {
    ReconcileReport found = reconciled(records);
    JsonNode replays = found.json().path("replays");
    assertEquals(records - rejected, found.archived(), found::toString);
    assertEquals(rejected, found.rejected(), found::toString);
    assertEquals(replayed, replays.path("replayed").asLong(), found::toString);
    assertEquals(replayed, replays.path("archived").asLong(), found::toString);
    assertEquals(0, found.differ(), found::toString);
  }

  private ReconcileReport reconciled(long records) throws Exception {
    return ReconcileReport.covering(platform, records, "--values");
  }
}

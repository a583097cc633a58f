package io.crossroads.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossroads.layers.rollup.Cell;
import io.crossroads.pipelines.traffic.Traffic;
import io.crossroads.store.SpeedStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A client polls while one thread commits batches and publishes views, moving the horizon. */
class OneNumberIT {

  private static final int COMMITS = 400;
  private static final int COMMITS_OF_A_BUCKET = 5;
  private static final int BUCKETS_OF_A_VIEW = 2;
  private static final int EVENTS_OF_A_COMMIT = 25;
  private static final BigDecimal SPEED = new BigDecimal("40.25");

  /** Events that are about to be committed count as sent before the commit begins. */
  private final AtomicLong sent = new AtomicLong();

  private final AtomicLong committed = new AtomicLong();

  @Test
  void aCountNeverDecreasesNorExceedsWhatWasSentWhileTheHorizonMoves() throws Exception {
    try (TestStore store = TestStore.with(Traffic.pipeline());
        TestApi api = TestApi.start(store.reader(), Traffic.pipeline())) {
      CompletableFuture<Integer> writing =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return write(store);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      long last = 0;
      int polls = 0;
      int grown = 0;
      int generation = 0;
      while (!writing.isDone() || last < (long) COMMITS * EVENTS_OF_A_COMMIT) {
        if (writing.isCompletedExceptionally()) {
          writing.join();
        }
        long least = committed.get();
        JsonNode answer =
            api.ok("/api/v1/query?rollup=traffic_by_hour&measures=events,speed_mean").json();
        long most = sent.get();
        long counted = 0;
        for (JsonNode row : answer.path("rows")) {
          counted += row.path("events").asLong();
          assertEquals("40.25000000", row.path("speed_mean").decimalValue().toPlainString());
        }
        assertTrue(counted >= last, counted + " after " + last + ": " + answer);
        assertTrue(counted >= least, counted + " of at least " + least + ": " + answer);
        assertTrue(counted <= most, counted + " of at most " + most + ": " + answer);
        assertTrue(answer.path("generation").asInt() >= generation);
        generation = answer.path("generation").asInt();
        grown += counted > last ? 1 : 0;
        last = counted;
        polls++;
      }
      assertEquals((long) COMMITS * EVENTS_OF_A_COMMIT, last);
      assertEquals(COMMITS / COMMITS_OF_A_BUCKET / BUCKETS_OF_A_VIEW, writing.join());
      assertTrue(polls > 50 && grown > 20, polls + " polls, " + grown + " of which saw more");
      System.out.printf(
          Locale.ROOT,
          "%d polls, %d of which saw more, over %d commits and %d publications%n",
          polls,
          grown,
          COMMITS,
          writing.join());
    }
  }

  /** Writes all commits, and views behind them; gives the number of publications. */
  private int write(TestStore store) throws Exception {
    Layers layers = new Layers(store, Traffic.pipeline());
    int publications = 0;
    long archived = 0;
    try (SpeedStore speed = new SpeedStore(store.owner(), Traffic.pipeline())) {
      for (int i = 1; i <= COMMITS; i++) {
        Instant bucket = ExampleData.minute((i - 1) / COMMITS_OF_A_BUCKET);
        long events = (long) i * EVENTS_OF_A_COMMIT;
        sent.set(events);
        layers.commit(
            speed,
            events,
            bucket.plusSeconds(i % COMMITS_OF_A_BUCKET),
            cells(bucket, EVENTS_OF_A_COMMIT),
            List.of());
        committed.set(events);
        if (i % (COMMITS_OF_A_BUCKET * BUCKETS_OF_A_VIEW) == 0) {
          layers.views(bucket.plusSeconds(60), events, cells(null, events - archived));
          archived = events;
          publications++;
        }
      }
    }
    return publications;
  }

  private static Map<String, List<Cell>> cells(Instant bucket, long events) {
    BigDecimal sum = SPEED.multiply(BigDecimal.valueOf(events));
    Cell cell =
        new Cell(
            ExampleData.EIGHT,
            List.of("S1"),
            bucket,
            List.of(events, sum, events, SPEED, SPEED, sum, events, SPEED, SPEED));
    Map<String, List<Cell>> cells = new HashMap<>();
    cells.put("traffic_by_hour", List.of(cell));
    return cells;
  }
}

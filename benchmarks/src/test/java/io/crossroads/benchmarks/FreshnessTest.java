package io.crossroads.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.crossroads.benchmarks.StoreWatch.Seen;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How fresh records are, by when they were sent and seen. */
class FreshnessTest {

  private static final long SECOND = 1_000_000;
  private static final Phase ALL = new Phase("", 0, 1_000 * SECOND);

  private static Freshness freshness(List<Seen> steps, long... sentSeconds) {
    long[] sent = new long[sentSeconds.length];
    for (int offset = 0; offset < sent.length; offset++) {
      sent[offset] = sentSeconds[offset] * SECOND;
    }
    return new Freshness(new SentRecords(Map.of(0, sent)), partition -> steps);
  }

  @Test
  void aRecordIsSeenWithTheFirstStepThatGoesBeyondIt() {
    Freshness freshness =
        freshness(List.of(new Seen(4 * SECOND, 1), new Seen(5 * SECOND, 3)), 1, 2, 3);

    assertEquals(3, freshness.count(ALL));
    assertEquals(2_000, freshness.of(ALL).millis(0.01));
    assertEquals(3_000, freshness.of(ALL).millis(1));
  }

  @Test
  void aRecordThatWasNeverSeenIsNotCounted() {
    assertEquals(1, freshness(List.of(new Seen(2 * SECOND, 1)), 1, 1).count(ALL));
  }

  @Test
  void aPhaseHasTheRecordsThatWereSentInIt() {
    Freshness freshness = freshness(List.of(new Seen(9 * SECOND, 3)), 1, 2, 3);

    assertEquals(1, freshness.count(new Phase("second", 2 * SECOND, 3 * SECOND)));
    assertEquals(7_000, freshness.of(new Phase("second", 2 * SECOND, 3 * SECOND)).millis(1));
  }

  @Test
  void aPipelineIsFreshAgainWhenNothingOldWaits() {
    // Sent in an outage from 10 to 20; the last of it comes at 26, when the next is 2 seconds old.
    Freshness freshness =
        freshness(
            List.of(new Seen(22 * SECOND, 1), new Seen(26 * SECOND, 2), new Seen(27 * SECOND, 3)),
            10,
            19,
            24);

    assertEquals(Duration.ofSeconds(6), freshness.freshAgain(20 * SECOND));
  }

  @Test
  void aPipelineThatWasNeverStaleIsFreshAtOnce() {
    assertEquals(Duration.ZERO, freshness(List.of(new Seen(SECOND, 1)), 1).freshAgain(SECOND));
  }

  @Test
  void aLaterDelayDoesNotCount() {
    Freshness freshness =
        freshness(List.of(new Seen(22 * SECOND, 1), new Seen(60 * SECOND, 2)), 15, 50);

    assertEquals(Duration.ofSeconds(2), freshness.freshAgain(20 * SECOND));
  }
}

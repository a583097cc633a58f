package io.crossroads.producer.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteadyPacerTest {

  private static final long SECOND = 1_000_000_000L;

  @ParameterizedTest
  @CsvSource({"0.5, 100", "1, 100", "7, 100", "1000, 10", "20000, 10", "100000, 10"})
  void aRateIsKeptWithinOnePercentHoweverLongSleepsTake(double rate, long seconds) {
    for (long oversleeps : new long[] {0, 60_000, 3_000_000}) {
      FakeClock clock = new FakeClock(oversleeps);
      long begun = clock.nanos();
      Pacer pacer = new SteadyPacer(new Rate(rate), clock);
      long sent = 0;
      while (clock.nanos() - begun < seconds * SECOND) {
        sent = pacer.awaitMore(sent);
      }
      double elapsed = (clock.nanos() - begun) / 1e9;
      assertEquals(rate, (sent - 1) / elapsed, 0.01 * rate, "oversleeping " + oversleeps);
    }
  }

  @Test
  void aRecordIsNeverDueBeforeItsTime() {
    FakeClock clock = new FakeClock(0);
    long begun = clock.nanos();
    Pacer pacer = new SteadyPacer(new Rate(3), clock);
    long sent = 0;
    for (int i = 0; i < 1_000; i++) {
      sent = pacer.awaitMore(sent);
      long dueOfLast = (sent - 1) * SECOND / 3;
      assertTrue(clock.nanos() - begun >= dueOfLast, sent + " at " + (clock.nanos() - begun));
    }
  }

  @Test
  void whatWasHeldUpIsDueAtOnce() {
    FakeClock clock = new FakeClock(0);
    Pacer pacer = new SteadyPacer(new Rate(1_000), clock);
    assertEquals(1, pacer.awaitMore(0));
    clock.pass(5 * SECOND);
    assertEquals(5_001, pacer.awaitMore(1));
  }

  @Test
  void theCallerGetsALookInAFewTimesASecond() {
    FakeClock clock = new FakeClock(0);
    Pacer pacer = new SteadyPacer(new Rate(0.001), clock);
    long before = clock.nanos();
    assertEquals(1, pacer.awaitMore(1), "nothing more is due for a quarter of an hour");
    assertEquals(SteadyPacer.LONGEST_PARK_NANOS, clock.nanos() - before);
  }
}

package io.crossroads.producer.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventClockTest {

  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final long START_MICROS = START.getEpochSecond() * 1_000_000;

  @Test
  void aSimulatedClockAdvancesByItsStep() {
    EventClock clock = EventClock.simulated(START, Duration.ofMillis(200));
    assertEquals(START_MICROS, clock.micros(0));
    assertEquals(START_MICROS + 200_000, clock.micros(1));
    assertEquals(START_MICROS + 200_000_000_000L, clock.micros(1_000_000));
  }

  @Test
  void aStepOfPartsOfAMicrosecondAddsUp() {
    EventClock clock = EventClock.simulated(START, Duration.ofNanos(333_333_333));
    assertEquals(START_MICROS + 333_333, clock.micros(1));
    assertEquals(START_MICROS + 333_333_333_000L, clock.micros(1_000_000));
  }

  @Test
  void aStepOfADayDoesNotOverflow() {
    EventClock clock = EventClock.simulated(START, Duration.ofDays(1));
    assertEquals(START_MICROS + 86_400_000_000L * 1_000_000, clock.micros(1_000_000));
  }

  @Test
  void theWallClockGivesMillisecondsAtRatesWhereTheySuffice() {
    assertEquals(0, EventClock.wall(new Rate(100)).micros(0) % 1_000);
    long micros = EventClock.wall(Rate.MAX).micros(0);
    assertTrue(Math.abs(micros / 1_000 - System.currentTimeMillis()) < 10_000);
  }
}

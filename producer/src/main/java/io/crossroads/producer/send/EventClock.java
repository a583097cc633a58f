package io.crossroads.producer.send;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** When simulated events happen. */
interface EventClock {

  /**
   * The time of an event.
   *
   * @param number of the event, from 0
   * @return microseconds since the epoch
   */
  long micros(long number);

  /** The time at which the event is made, in whole milliseconds where no two fall into one. */
  static EventClock wall(Rate rate) {
    ChronoUnit unit = rate.perSecond() <= 1_000 ? ChronoUnit.MILLIS : ChronoUnit.MICROS;
    return number -> micros(Instant.now().truncatedTo(unit));
  }

  /** A clock that advances by the same step with every event, as fast as events are made. */
  static EventClock simulated(Instant start, Duration step) {
    long first = micros(start);
    long wholeMicros = step.toNanos() / 1_000;
    long restNanos = step.toNanos() % 1_000;
    return number -> first + number * wholeMicros + number * restNanos / 1_000;
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}

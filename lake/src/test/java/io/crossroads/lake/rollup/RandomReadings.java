package io.crossroads.lake.rollup;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Readings as a topic could hold them: late, doubled, skewed, with gaps and absent values. */
final class RandomReadings {

  private static final Instant BEGIN = Instant.parse("2026-03-28T22:50:00Z");
  private static final long MICROS = 1_000_000L;

  private RandomReadings() {}

  /** A reading that is no record of a topic. */
  static Reading one(Random random) {
    return one(random, BEGIN.plusSeconds(random.nextInt(3_000)), 0, 0, 0);
  }

  private static Reading one(
      Random random, Instant at, int partition, long offset, long appendMicros) {
    // Skewed: most readings are of the first sensor.
    int sensor = (int) (5 * Math.pow(random.nextDouble(), 3));
    return new Reading(
        "s" + sensor,
        at.plusNanos(1_000L * random.nextInt(1_000_000)),
        random.nextInt(10) == 0 ? null : "p" + sensor % 2,
        random.nextInt(10) == 0 ? null : BigDecimal.valueOf(random.nextInt(200_001) - 100_000, 2),
        random.nextInt(10) == 0 ? null : 100L + random.nextInt(3) * 100,
        random.nextBoolean(),
        LocalDate.parse("2026-03-28").plusDays(random.nextInt(2)),
        partition,
        offset,
        appendMicros);
  }

  /**
   * The records of a topic, in the order of their append times; a partition's append times are its
   * running maximum, as the broker's clock steps back now and then.
   */
  static List<Reading> topic(Random random, int partitions, int records) {
    List<Reading> readings = new ArrayList<>();
    long[] offsets = new long[partitions];
    long[] latest = new long[partitions];
    long clock = BEGIN.getEpochSecond() * MICROS;
    for (int i = 0; i < records; i++) {
      clock += pause(random);
      // A partition is idle for a while, so that its running maximum falls behind.
      int partition = random.nextInt(1 + i * partitions / records % partitions + 1) % partitions;
      latest[partition] = Math.max(latest[partition], clock);
      int late = random.nextInt(5) == 0 ? random.nextInt(3_600) : random.nextInt(3);
      Instant at = Instant.ofEpochSecond(clock / MICROS - late);
      Reading reading = one(random, at, partition, offsets[partition]++, latest[partition]);
      readings.add(reading);
      if (random.nextInt(20) == 0) {
        readings.add(
            new Reading(
                reading.sensor(),
                reading.at(),
                reading.place(),
                reading.value(),
                reading.status(),
                reading.flag(),
                reading.day(),
                partition,
                offsets[partition]++,
                latest[partition]));
      }
    }
    return readings;
  }

  /** Mostly a moment, at times minutes without anything, at times a step back. */
  private static long pause(Random random) {
    return switch (random.nextInt(30)) {
      case 0 -> 60 * MICROS * random.nextInt(5);
      case 1 -> -90 * MICROS;
      default -> random.nextInt(1_500_000);
    };
  }
}

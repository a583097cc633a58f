package io.crossroads.batch.views;

import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.Position;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells of append times that have not come yet, as a broker whose clock is ahead gives them. */
final class AheadOfPresent {

  /** Clocks of two machines differ by less, if somebody looks after them. */
  static final Duration TOLERATED = Duration.ofSeconds(60);

  private AheadOfPresent() {}

  /** Whether an append time, microseconds since the epoch, can be no honest one. */
  static boolean is(long appendTimeMicros, Instant present) {
    return EpochMicros.instant(appendTimeMicros).isAfter(present.plus(TOLERATED));
  }

  /** A line for every partition whose running maximum is ahead. */
  static List<String> of(Position archived, Instant present) {
    return archived.partitions().entrySet().stream()
        .filter(partition -> is(partition.getValue().maxAppendTimeMicros(), present))
        .map(Map.Entry::getKey)
        .map(partition -> line(archived, partition, present))
        .toList();
  }

  private static String line(Position archived, int partition, Instant present) {
    Instant latest = EpochMicros.instant(archived.maxAppendTimeMicros(partition));
    return String.format(
        Locale.ROOT,
        "topic %s, partition %d: append times go up to %s, %d s ahead of the present; the horizon"
            + " waits for them. Set the broker's clock right, then run 'views --reset-horizon' while"
            + " 'stream' runs",
        archived.topic(),
        partition,
        latest,
        Duration.between(present, latest).toSeconds());
  }
}

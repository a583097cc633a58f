package io.crossroads.benchmarks;

import io.crossroads.benchmarks.StoreWatch.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/** From sending to being visible, record by record. */
final class Freshness {

  /** A pipeline is fresh while nothing older than this waits. */
  static final Duration FRESH = Duration.ofSeconds(3);

  private final List<Visible> records = new ArrayList<>();

  /** When a record was sent and seen, microseconds since the epoch. */
  private record Visible(long sent, long seen) {

    long nanos() {
      return (seen - sent) * 1_000;
    }
  }

  /**
   * Holds what was sent against what was seen.
   *
   * @param steps by partition, how far was seen when, in their order
   */
  Freshness(SentRecords sent, IntFunction<List<Seen>> steps) {
    for (Map.Entry<Integer, long[]> partition : sent.micros().entrySet()) {
      add(partition.getValue(), steps.apply(partition.getKey()));
    }
    records.sort(Comparator.comparingLong(Visible::sent));
  }

  private void add(long[] sent, List<Seen> steps) {
    int at = 0;
    for (int offset = 0; offset < sent.length; offset++) {
      while (at < steps.size() && steps.get(at).next() <= offset) {
        at++;
      }
      if (at < steps.size()) {
        records.add(new Visible(sent[offset], steps.get(at).micros()));
      }
    }
  }

  /** How long the records took that were sent in a phase. */
  Latencies of(Phase phase) {
    return new Latencies(within(phase).toArray());
  }

  /** How many were sent in a phase and seen. */
  long count(Phase phase) {
    return within(phase).count();
  }

  private LongStream within(Phase phase) {
    return records.stream()
        .filter(record -> record.sent() >= phase.from() && record.sent() < phase.to())
        .mapToLong(Visible::nanos);
  }

  /**
   * How long it took from a moment until nothing waited that was older than {@link #FRESH}.
   *
   * @param from the moment, microseconds since the epoch
   */
  Duration freshAgain(long from) {
    long until = from;
    for (Visible record : records) {
      long stale = record.sent() + FRESH.toNanos() / 1_000;
      if (stale > until) {
        break;
      }
      until = Math.max(until, record.seen());
    }
    return Duration.ofNanos((until - from) * 1_000);
  }
}

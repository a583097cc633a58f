package io.crossroads.benchmarks;

import io.crossroads.benchmarks.StoreWatch.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** From sending to being visible, record by record. */
final class Freshness {

  /** A pipeline is fresh while nothing older than this waits. */
  static final Duration FRESH = Duration.ofSeconds(3);

  private final List<Visible> records = new ArrayList<>();
  private long unseen;

  /** When a record was sent and seen, microseconds since the epoch. */
  private record Visible(long sent, long seen) {

    long nanos() {
      return (seen - sent) * 1_000;
    }
  }

  /**
   * Holds what was sent against what was seen.
   *
   * @param query the one that was looked at
   * @param topicId of the topic that the records were sent to
   */
  Freshness(SentRecords sent, StoreWatch watch, String query, String topicId) {
    for (Map.Entry<Integer, long[]> partition : sent.micros().entrySet()) {
      List<Seen> steps = watch.steps(new StoreWatch.Place(query, topicId, partition.getKey()));
      int at = 0;
      for (int offset = 0; offset < partition.getValue().length; offset++) {
        while (at < steps.size() && steps.get(at).next() <= offset) {
          at++;
        }
        if (at < steps.size()) {
          records.add(new Visible(partition.getValue()[offset], steps.get(at).micros()));
        } else {
          unseen++;
        }
      }
    }
    records.sort(Comparator.comparingLong(Visible::sent));
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

  /** How many were never seen. */
  long unseen() {
    return unseen;
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

package io.crossroads.streaming.query;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.position.Position;
import io.crossroads.streaming.source.KafkaTopic;
import io.crossroads.streaming.source.TopicState;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a job that ends when it is caught up may end: all is taken in that was in the topic at
 * its start, also what stood behind an open transaction then.
 */
public final class CatchUp {

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

  private static final Duration LOOK = Duration.ofMillis(500);

  private final KafkaTopic topic;
  private final Duration wait;
  private String topicId;
  private Map<Integer, Long> ends;
  private long waitingSince;

  /**
   * Nothing is begun yet.
   *
   * @param wait how long to wait for transactions to end
   */
  public CatchUp(KafkaTopic topic, Duration wait) {
    this.topic = topic;
    this.wait = wait;
  }

  /** Notes what is there when the job begins; later beginnings change nothing. */
  public void begin(TopicState state) {
    if (ends == null || !state.topicId().equals(topicId)) {
      topicId = state.topicId();
      ends = state.ends();
    }
  }

  /**
   * Whether all is taken in. If not, it returns as soon as there is more to read.
   *
   * @throws CommandFailure if open transactions have not ended in time; says which
   */
  public boolean isReached(Position position) throws InterruptedException {
    while (position.lag(ends) > 0) {
      TopicState state = topic.state();
      if (isReadable(position, state)) {
        return false;
      }
      if (waitingSince == 0) {
        waitingSince = System.nanoTime();
        LOG.warn("lag={}: {}; waiting", position.lag(ends), held(state));
      }
      if (System.nanoTime() - waitingSince >= wait.toNanos()) {
        throw new CommandFailure(
            String.format(
                Locale.ROOT,
                "not caught up after %d s: lag=%d: %s. End that transaction (its producer's"
                    + " transaction.timeout.ms does, or kafka-transactions.sh abort), or wait longer"
                    + " with --transaction-wait",
                wait.toSeconds(),
                position.lag(ends),
                held(state)));
      }
      Thread.sleep(LOOK.toMillis());
    }
    return true;
  }

  /** Whether something that was there at the start can be read now. */
  private boolean isReadable(Position position, TopicState state) {
    return ends.entrySet().stream()
        .anyMatch(
            end -> {
              long next = position.nextOffset(end.getKey());
              return next < end.getValue()
                  && next < state.stableEnds().getOrDefault(end.getKey(), 0L);
            });
  }

  private String held(TopicState state) {
    return topic.heldBy(state).orElse("the broker gives nothing more to read");
  }
}

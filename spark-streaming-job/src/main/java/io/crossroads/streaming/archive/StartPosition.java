package io.crossroads.streaming.archive;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.position.Loss;
import io.crossroads.streaming.source.KafkaTopic;
import io.crossroads.streaming.source.TopicState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out where the sinks stand and whether the broker still holds what comes next. */
final class StartPosition {

  private static final Logger LOG = LoggerFactory.getLogger(StartPosition.class);

  private static final String REMEDY =
      ". Run it with --accept-loss to go on with what is there; the loss is then recorded in the"
          + " tables";

  /** A broker that has just come back may not know yet how far its log goes. */
  private static final Duration SECOND_LOOK = Duration.ofSeconds(3);

  private final KafkaTopic topic;
  private final Sinks sinks;
  private final boolean acceptLoss;

  /**
   * Nothing is asked yet.
   *
   * @param acceptLoss whether to go on where records are lost, and record that
   */
  StartPosition(KafkaTopic topic, Sinks sinks, boolean acceptLoss) {
    this.topic = topic;
    this.sinks = sinks;
    this.acceptLoss = acceptLoss;
  }

  /**
   * Reads the positions from the tables and compares them with the broker.
   *
   * @return what the broker holds; the sinks can go on in it
   * @throws CommandFailure if records are lost and that is not accepted
   */
  TopicState resume() throws InterruptedException {
    topic.requireSuitable();
    TopicState state = topic.state();
    for (Sink sink : sinks.all()) {
      sink.resume(state);
    }
    if (gapChecks(state).values().stream().anyMatch(check -> check.tellsOf(Loss.Cause.TRUNCATED))) {
      Thread.sleep(SECOND_LOOK.toMillis());
      state = topic.state();
    }
    settle(state);
    return state;
  }

  private void settle(TopicState state) {
    Map<Sink, OffsetGapCheck> checks = gapChecks(state);
    Set<Loss> known = new LinkedHashSet<>();
    sinks.all().forEach(sink -> known.addAll(sink.losses()));
    for (Map.Entry<Sink, OffsetGapCheck> entry : checks.entrySet()) {
      OffsetGapCheck check = entry.getValue();
      if (!check.losses().isEmpty()) {
        String message = check.message(entry.getKey().position(), state);
        if (!acceptLoss) {
          throw new CommandFailure(message + REMEDY);
        }
        LOG.warn(
            "{} goes on after a loss that was accepted: {}",
            entry.getKey().table().name(),
            message);
      }
      known.addAll(check.losses());
    }
    // Each table tells of the losses of both, so that neither can lose its account unseen.
    checks.forEach((sink, check) -> sink.accept(check.repaired(), known));
  }

  private Map<Sink, OffsetGapCheck> gapChecks(TopicState state) {
    Map<Sink, OffsetGapCheck> checks = new LinkedHashMap<>();
    sinks.all().forEach(sink -> checks.put(sink, gapCheck(sink, state)));
    return checks;
  }

  private static OffsetGapCheck gapCheck(Sink sink, TopicState state) {
    return OffsetGapCheck.of(sink.name(), sink.position(), state, Instant.now());
  }
}

package io.crossroads.streaming.speed;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.horizon.Horizon;
import io.crossroads.layers.position.PartitionPosition;
import io.crossroads.layers.position.Position;
import io.crossroads.streaming.source.TopicState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the speed query begins: at its position; without one at the horizon, as the batch layer
 * holds what is before it; without a horizon where the topic begins.
 */
public final class SpeedStart {

  private static final Logger LOG = LoggerFactory.getLogger(SpeedStart.class);

  private SpeedStart() {}

  /**
   * Where to begin.
   *
   * @throws CommandFailure if the broker has lost records that neither layer holds and that is not
   *     accepted, or the topic is another one
   */
  public static Position of(
      Optional<Position> stored, Horizon horizon, TopicState topic, boolean acceptLoss) {
    stored.ifPresent(position -> requireSame(position.topicId(), topic));
    horizon.topicId().ifPresent(id -> requireSame(id, topic));
    SortedMap<Integer, PartitionPosition> start = new TreeMap<>();
    List<String> lost = new ArrayList<>();
    topic
        .partitions()
        .forEach(
            (partition, held) -> {
              boolean begun = stored.isPresent() || horizon.topicId().isPresent();
              long next =
                  stored
                      .filter(position -> position.partitions().containsKey(partition))
                      .map(position -> position.nextOffset(partition))
                      .orElse(begun ? horizon.offset(partition) : held.from());
              long reachable = Math.max(held.from(), Math.min(next, held.until()));
              if (reachable < next || reachable > Math.max(next, horizon.offset(partition))) {
                lost.add(
                    String.format(
                        Locale.ROOT,
                        "partition %d goes on at offset %d, the broker holds %d to %d",
                        partition,
                        next,
                        held.from(),
                        held.until()));
              }
              long latest =
                  stored.map(position -> position.maxAppendTimeMicros(partition)).orElse(0L);
              start.put(partition, new PartitionPosition(reachable, latest));
            });
    report(lost, acceptLoss);
    return new Position(topic.topic(), topic.topicId(), start);
  }

  private static void report(List<String> lost, boolean acceptLoss) {
    if (lost.isEmpty()) {
      return;
    }
    String message = "live numbers lack records that are lost: " + String.join("; ", lost);
    if (!acceptLoss) {
      throw new CommandFailure(
          message
              + ". If they are archived, run 'views', and the batch layer makes up for them;"
              + " --accept-loss goes on without");
    }
    LOG.warn("{}; accepted", message);
  }

  private static void requireSame(String id, TopicState topic) {
    if (!id.equals(topic.topicId())) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "topic %s was deleted and recreated: live numbers follow the one with id %s, the broker has %s; run 'views --full --new-topic' when the old one is archived, and the live numbers restart",
              topic.topic(),
              id,
              topic.topicId()));
    }
  }
}

package io.crossroads.streaming;

import io.crossroads.lake.Position;
import io.crossroads.store.TopicPosition;
import java.util.SortedMap;
import java.util.TreeMap;

/** A position as the store keeps it, and as the lake's tables do. */
final class StorePosition {

  private StorePosition() {}

  static TopicPosition of(Position position) {
    SortedMap<Integer, TopicPosition.Reached> partitions = new TreeMap<>();
    position
        .partitions()
        .forEach(
            (partition, at) ->
                partitions.put(
                    partition,
                    new TopicPosition.Reached(at.nextOffset(), at.maxAppendTimeMicros())));
    return new TopicPosition(position.topic(), position.topicId(), partitions);
  }
}

package io.crossroads.store;

import io.crossroads.layers.position.RecordPosition;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A rejected record that was chosen to go through its topic again, and what became of it.
 *
 * @param record the rejected record
 * @param state what became of it
 * @param searchFrom if it was sent, it is in the same partition at this offset or later
 * @param sentOffset where in its partition it is now; empty unless it was sent
 */
public record Replay(
    RecordPosition record, ReplayState state, long searchFrom, OptionalLong sentOffset) {

  public Replay {
    Objects.requireNonNull(record, "record");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(sentOffset, "sentOffset");
  }

  /** The record that it is now; empty unless it was sent. */
  public Optional<RecordPosition> sent() {
    return sentOffset.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new RecordPosition(record.topicId(), record.partition(), sentOffset.getAsLong()));
  }
}

package io.crossroads.streaming;

import io.crossroads.layers.position.Position;
import java.util.List;

/**
 * The two tables of an archive: every record of the topic gets into one of them. They commit one
 * after the other, so one may be ahead of the other for a while, or for as long as the job is down.
 *
 * @param archive takes the valid events
 * @param rejected takes the records that are none
 */
record Sinks(Sink archive, Sink rejected) {

  /** Whether both know their position. */
  boolean resumed() {
    return archive.position() != null && rejected.position() != null;
  }

  /** The position that both have reached. */
  Position position() {
    return Position.smallest(List.of(archive.position(), rejected.position()));
  }

  /** Where they stand in one partition. */
  Progress progress(int partition) {
    return Progress.of(partition, archive.position(), rejected.position());
  }

  /** The archive first. */
  List<Sink> all() {
    return List.of(archive, rejected);
  }
}

package io.crossroads.streaming.archive;

import io.crossroads.layers.position.Position;
import java.util.List;
import java.util.stream.Stream;

/**
 * The tables of an archive: every record of the topic gets into one of the first two, and some
 * events into copies as well. They commit one after the other, so one may be ahead of another for a
 * while, or for as long as the job is down.
 *
 * @param archive takes the valid events
 * @param rejected takes the records that are none
 * @param copies take the events that meet conditions, in the order of their declaration
 */
record Sinks(Sink archive, Sink rejected, List<Sink> copies) {

  /** Whether all know their position. */
  boolean resumed() {
    return all().stream().allMatch(sink -> sink.position() != null);
  }

  /** The position that all have reached. */
  Position position() {
    return Position.smallest(positions());
  }

  /** Where they stand in one partition. */
  Progress progress(int partition) {
    return Progress.of(partition, positions());
  }

  /** The archive first, then the rejected records, then the copies. */
  List<Sink> all() {
    return Stream.concat(Stream.of(archive, rejected), copies.stream()).toList();
  }

  private List<Position> positions() {
    return all().stream().map(Sink::position).toList();
  }
}

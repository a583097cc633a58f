package io.crossroads.streaming.archive;

import io.crossroads.layers.position.Position;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Where the sinks stand in one partition when a batch begins.
 *
 * @param next the first offset that each sink has not taken in, in the order of {@link Sinks#all}
 * @param maxAppendTimeMicros the partition's running maximum of append time before the batch
 */
record Progress(ArrayList<Long> next, long maxAppendTimeMicros) implements Serializable {

  static Progress of(int partition, List<Position> sinks) {
    Position behind =
        sinks.stream()
            .min(Comparator.comparingLong(sink -> sink.nextOffset(partition)))
            .orElseThrow();
    ArrayList<Long> next = new ArrayList<>();
    sinks.forEach(sink -> next.add(sink.nextOffset(partition)));
    return new Progress(next, behind.maxAppendTimeMicros(partition));
  }
}

package io.crossroads.streaming;

import io.crossroads.layers.position.Position;
import java.io.Serializable;

/**
 * Where the sinks stand in one partition when a batch begins.
 *
 * @param archiveNext the first offset that the archive does not hold
 * @param rejectedNext the first offset that the table of rejected records has not taken in
 * @param maxAppendTimeMicros the partition's running maximum of append time before the batch
 */
record Progress(long archiveNext, long rejectedNext, long maxAppendTimeMicros)
    implements Serializable {

  static Progress of(int partition, Position archive, Position rejected) {
    Position behind =
        archive.nextOffset(partition) <= rejected.nextOffset(partition) ? archive : rejected;
    return new Progress(
        archive.nextOffset(partition),
        rejected.nextOffset(partition),
        behind.maxAppendTimeMicros(partition));
  }
}

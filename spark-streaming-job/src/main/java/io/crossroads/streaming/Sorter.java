package io.crossroads.streaming;

import io.crossroads.pipelines.decode.EventDecoder;
import java.util.HashMap;
import java.util.Map;

/** Sorts records into valid events and rejected ones, and keeps account of what it saw. */
final class Sorter {

  private final EventDecoder decoder;
  private final PartitionedFiles archived;
  private final PartitionedFiles rejected;
  private final Map<Integer, Progress> progress;
  private final Map<Integer, TaskReport.Seen> seen = new HashMap<>();
  private int partition = -1;
  private long archiveNext;
  private long rejectedNext;
  private long maxAppendTimeMicros;
  private long records;

  Sorter(
      EventDecoder decoder,
      PartitionedFiles archived,
      PartitionedFiles rejected,
      Map<Integer, Progress> progress) {
    this.decoder = decoder;
    this.archived = archived;
    this.rejected = rejected;
    this.progress = progress;
  }

  /** Decodes a record and writes it where it belongs. Records of a partition come in order. */
  void sort(TopicRecord record) {
    if (record.partition != partition) {
      turnTo(record.partition);
    }
    records++;
    if (record.appendTimeMicros < maxAppendTimeMicros) {
      record.appendTimeMicros = maxAppendTimeMicros;
    }
    maxAppendTimeMicros = record.appendTimeMicros;
    byte[] value = record.value;
    boolean valid =
        decoder.decode(
            value, 0, value == null ? 0 : value.length, record.appendTimeMicros, record.event);
    if (valid && record.offset >= archiveNext) {
      archived.write(record);
    } else if (!valid && record.offset >= rejectedNext) {
      rejected.write(record);
    }
  }

  /** By partition, what was read. */
  Map<Integer, TaskReport.Seen> seen() {
    note();
    return seen;
  }

  private void turnTo(int next) {
    note();
    partition = next;
    Progress begun = progress.get(next);
    archiveNext = begun.archiveNext();
    rejectedNext = begun.rejectedNext();
    TaskReport.Seen before = seen.get(next);
    records = before == null ? 0 : before.records();
    maxAppendTimeMicros =
        before == null ? begun.maxAppendTimeMicros() : before.maxAppendTimeMicros();
  }

  private void note() {
    if (partition >= 0) {
      seen.put(partition, new TaskReport.Seen(records, maxAppendTimeMicros));
    }
  }
}

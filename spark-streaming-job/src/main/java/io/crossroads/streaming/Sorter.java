package io.crossroads.streaming;

import io.crossroads.pipelines.decode.EventDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts records into valid events, those among them of which copies are kept, and rejected ones,
 * and keeps account of what it saw.
 */
final class Sorter {

  /** Places of the sinks, as {@link Sinks#all} has them. */
  private static final int ARCHIVE = 0;

  private static final int REJECTED = 1;
  private static final int COPIES = 2;

  private final EventDecoder decoder;
  private final PartitionedFiles archived;
  private final PartitionedFiles rejected;
  private final List<Copying> copies;
  private final ValueCounts counts;
  private final Map<Integer, Progress> progress;
  private final Map<Integer, TaskReport.Seen> seen = new HashMap<>();
  private int partition = -1;
  private long[] next;
  private long maxAppendTimeMicros;
  private long records;

  Sorter(
      EventDecoder decoder,
      PartitionedFiles archived,
      PartitionedFiles rejected,
      List<Copying> copies,
      ValueCounts counts,
      Map<Integer, Progress> progress) {
    this.decoder = decoder;
    this.archived = archived;
    this.rejected = rejected;
    this.copies = copies;
    this.counts = counts;
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
    if (!record.decode(decoder)) {
      if (record.offset >= next[REJECTED]) {
        rejected.write(record);
      }
      return;
    }
    if (record.offset >= next[ARCHIVE]) {
      archived.write(record);
      counts.count(record.event);
    }
    for (int i = 0; i < copies.size(); i++) {
      if (record.offset >= next[COPIES + i] && copies.get(i).where().test(record.event)) {
        copies.get(i).files().write(record);
      }
    }
  }

  /** By partition, what was read. */
  Map<Integer, TaskReport.Seen> seen() {
    note();
    return seen;
  }

  private void turnTo(int other) {
    note();
    partition = other;
    Progress begun = progress.get(other);
    next = begun.next().stream().mapToLong(Long::longValue).toArray();
    TaskReport.Seen before = seen.get(other);
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

package io.crossroads.streaming.archive;

import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.streaming.files.PartitionedFiles;
import io.crossroads.streaming.source.TopicRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Routes records to the files of the sinks: valid events to the archive and to the copies whose
 * conditions they meet, the others to the rejected records. Keeps account of what it saw.
 */
final class RecordRouter {

  /** Places of the sinks, as {@link Sinks#all} has them. */
  private static final int ARCHIVE = 0;

  private static final int REJECTED = 1;
  private static final int COPIES = 2;

  private final EventDecoder decoder;
  private final PartitionedFiles archived;
  private final PartitionedFiles rejected;
  private final List<CopyWriter> copies;
  private final ValueCounts counts;
  private final Map<Integer, Progress> progress;
  private final Map<Integer, TaskWriteResult.Seen> seen = new HashMap<>();
  private int partition = -1;
  private long[] next;
  private long maxAppendTimeMicros;
  private long records;

  RecordRouter(
      EventDecoder decoder,
      PartitionedFiles archived,
      PartitionedFiles rejected,
      List<CopyWriter> copies,
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
  void route(TopicRecord record) {
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
  Map<Integer, TaskWriteResult.Seen> seen() {
    note();
    return seen;
  }

  private void turnTo(int other) {
    note();
    partition = other;
    Progress begun = progress.get(other);
    next = begun.next().stream().mapToLong(Long::longValue).toArray();
    TaskWriteResult.Seen before = seen.get(other);
    records = before == null ? 0 : before.records();
    maxAppendTimeMicros =
        before == null ? begun.maxAppendTimeMicros() : before.maxAppendTimeMicros();
  }

  private void note() {
    if (partition >= 0) {
      seen.put(partition, new TaskWriteResult.Seen(records, maxAppendTimeMicros));
    }
  }
}

package io.crossroads.batch.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.crossroads.lake.KafkaColumns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads those archived events that lie between offsets. */
public final class ArchiveSlice {

  private final SparkSession spark;
  private final ArchivedPipeline.Moment archived;

  /**
   * The shares of an archive.
   *
   * @param spark a session that knows the tables by their names
   */
  public ArchiveSlice(SparkSession spark, ArchivedPipeline.Moment archived) {
    this.spark = spark;
    this.archived = archived;
  }

  /**
   * By partition, the first offset of either table that was appended at a time or later; one
   * without such a record is not in it.
   *
   * @param begins by partition, the offset to begin at; 0 for one that is not in it
   */
  public SortedMap<Integer, Long> firstFrom(long timeMicros, Map<Integer, Long> begins) {
    SortedMap<Integer, Long> first = new TreeMap<>();
    first(archived.archive().table(), timeMicros, begins, first);
    first(archived.rejected().table(), timeMicros, begins, first);
    return first;
  }

  /** Without Spark: what was appended since a time not long ago is in a few small files. */
  private void first(
      Table table, long timeMicros, Map<Integer, Long> begins, SortedMap<Integer, Long> first) {
    if (table.currentSnapshot() == null) {
      return;
    }
    try (CloseableIterable<Record> rows =
        IcebergGenerics.read(table)
            .useSnapshot(table.currentSnapshot().snapshotId())
            .where(
                Expressions.and(
                    Expressions.greaterThanOrEqual(KafkaColumns.APPEND_TIME, timeMicros),
                    Expressions.equal(KafkaColumns.TOPIC_ID, archived.position().topicId())))
            .select(KafkaColumns.PARTITION, KafkaColumns.OFFSET)
            .build()) {
      for (Record row : rows) {
        int partition = (Integer) row.getField(KafkaColumns.PARTITION);
        long offset = (Long) row.getField(KafkaColumns.OFFSET);
        if (offset >= begins.getOrDefault(partition, 0L)) {
          first.merge(partition, offset, Math::min);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + table.name(), e);
    }
  }

  /**
   * By partition, the offset that all before it was appended before a time, and is archived.
   *
   * @param begins by partition, an offset that is not before that
   */
  public SortedMap<Integer, Long> endsBefore(long timeMicros, Map<Integer, Long> begins) {
    SortedMap<Integer, Long> first = firstFrom(timeMicros, begins);
    SortedMap<Integer, Long> ends = new TreeMap<>();
    archived
        .position()
        .partitions()
        .forEach(
            (partition, at) ->
                ends.put(
                    partition,
                    Math.min(at.nextOffset(), first.getOrDefault(partition, at.nextOffset()))));
    return ends;
  }

  /** All events before offsets, and those of topics that the topic has replaced. */
  public Dataset<Row> before(Map<Integer, Long> ends) {
    Column share = col(KafkaColumns.TOPIC_ID).notEqual(archived.position().topicId());
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      share = share.or(sameTopic().and(range(end.getKey(), 0, end.getValue())));
    }
    return archived.archive().rows(spark).where(share);
  }

  /**
   * The events between offsets.
   *
   * @param begins by partition, the first offset; 0 for one that is not in it
   * @param ends by partition, the one after the last
   */
  public Dataset<Row> between(Map<Integer, Long> begins, Map<Integer, Long> ends) {
    Column share = lit(false);
    for (Map.Entry<Integer, Long> end : ends.entrySet()) {
      long begin = begins.getOrDefault(end.getKey(), 0L);
      if (begin < end.getValue()) {
        share = share.or(range(end.getKey(), begin, end.getValue()));
      }
    }
    return archived.archive().rows(spark).where(sameTopic().and(share));
  }

  /** Kafka columns of all records of the topic, archived and rejected. */
  public Dataset<Row> allRecords() {
    return kafkaColumns(archived.archive().rows(spark))
        .unionByName(kafkaColumns(archived.rejected().rows(spark)));
  }

  /** By partition, the first offset from which running maxima of append time count in both. */
  public SortedMap<Integer, Long> appendTimesFrom() {
    SortedMap<Integer, Long> from = archived.archive().appendTimesFrom(topicId());
    archived
        .rejected()
        .appendTimesFrom(topicId())
        .forEach((partition, offset) -> from.merge(partition, offset, Math::max));
    return from;
  }

  /** The id of the topic that the archive follows. */
  public String topicId() {
    return archived.position().topicId();
  }

  private Dataset<Row> kafkaColumns(Dataset<Row> rows) {
    return rows.where(sameTopic())
        .select(KafkaColumns.PARTITION, KafkaColumns.OFFSET, KafkaColumns.APPEND_TIME);
  }

  private Column sameTopic() {
    return col(KafkaColumns.TOPIC_ID).equalTo(archived.position().topicId());
  }

  private static Column range(int partition, long from, long until) {
    return col(KafkaColumns.PARTITION)
        .equalTo(partition)
        .and(col(KafkaColumns.OFFSET).geq(from))
        .and(col(KafkaColumns.OFFSET).lt(until));
  }
}

package io.crossroads.batch.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;

import io.crossroads.lake.KafkaColumns;
import io.crossroads.store.Positions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads those archived events that lie between offsets. */
public final class ArchiveShare {

  private final SparkSession spark;
  private final ArchivedPipeline.Moment archived;

  /**
   * The shares of an archive.
   *
   * @param spark a session that knows the tables by their names
   */
  public ArchiveShare(SparkSession spark, ArchivedPipeline.Moment archived) {
    this.spark = spark;
    this.archived = archived;
  }

  /**
   * By partition, the first offset of either table that was appended at a time or later; one
   * without such a record is not in it.
   */
  public SortedMap<Integer, Long> firstFrom(long timeMicros) {
    SortedMap<Integer, Long> first = new TreeMap<>();
    for (TableAtOneMoment table : List.of(archived.archive(), archived.rejected())) {
      table
          .rows(spark)
          .where(col(KafkaColumns.APPEND_TIME).geq(lit(Positions.instant(timeMicros))))
          .where(sameTopic())
          .groupBy(KafkaColumns.PARTITION)
          .agg(min(KafkaColumns.OFFSET))
          .collectAsList()
          .forEach(row -> first.merge(row.getInt(0), row.getLong(1), Math::min));
    }
    return first;
  }

  /** By partition, the offset that all before it was appended before a time, and is archived. */
  public SortedMap<Integer, Long> endsBefore(long timeMicros) {
    SortedMap<Integer, Long> first = firstFrom(timeMicros);
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

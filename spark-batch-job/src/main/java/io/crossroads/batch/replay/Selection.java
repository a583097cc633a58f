package io.crossroads.batch.replay;

import static org.apache.spark.sql.functions.col;

import io.crossroads.batch.archive.TableSnapshot;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.EpochMicros;
import io.crossroads.layers.position.RecordPosition;
import io.crossroads.pipelines.decode.Reason;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Which rejected records are to go through their topic again.
 *
 * @param reasons why they were rejected, as tables have it; any of them
 * @param field the field at fault; empty for any
 * @param from the earliest append time; empty for any
 * @param until the append time that theirs is before; empty for any
 */
public record Selection(
    List<String> reasons, Optional<String> field, Optional<Instant> from, Optional<Instant> until) {

  public Selection {
    reasons = List.copyOf(reasons);
    for (String reason : reasons) {
      requireKnown(reason);
    }
    if (from.isPresent() && until.isPresent() && !from.get().isBefore(until.get())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "--from %s is not before --until %s", from.get(), until.get()));
    }
  }

  private static void requireKnown(String reason) {
    List<String> known = Arrays.stream(Reason.values()).map(Reason::label).toList();
    if (!known.contains(reason)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "there is no reason '%s': it is one of %s",
              reason,
              String.join(", ", known)));
    }
  }

  /** The chosen records of a topic, in the order of its partitions and offsets. */
  Iterator<RejectedRecord> records(SparkSession spark, TableSnapshot rejected, String topicId) {
    Dataset<Row> rows =
        rejected
            .rows(spark)
            .where(condition().and(col(KafkaColumns.TOPIC_ID).equalTo(topicId)))
            .select(
                KafkaColumns.TOPIC_ID,
                KafkaColumns.PARTITION,
                KafkaColumns.OFFSET,
                KafkaColumns.APPEND_TIME,
                RejectedTable.REASON,
                RejectedTable.FIELD,
                RejectedTable.RAW_KEY,
                RejectedTable.RAW_VALUE,
                RejectedTable.HEADERS)
            .orderBy(KafkaColumns.PARTITION, KafkaColumns.OFFSET);
    Iterator<Row> all = rows.toLocalIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public RejectedRecord next() {
        return record(all.next());
      }
    };
  }

  /** How many of the chosen records are of other topics, which the topic has replaced; by id. */
  Map<String, Long> ofOtherTopics(SparkSession spark, TableSnapshot rejected, String topicId) {
    return rejected
        .rows(spark)
        .where(condition().and(col(KafkaColumns.TOPIC_ID).notEqual(topicId)))
        .groupBy(KafkaColumns.TOPIC_ID)
        .count()
        .collectAsList()
        .stream()
        .collect(
            Collectors.toMap(
                row -> row.getString(0), row -> row.getLong(1), Long::sum, TreeMap::new));
  }

  private Column condition() {
    Column condition = col(RejectedTable.REASON).isin(reasons.toArray());
    if (field.isPresent()) {
      condition = condition.and(col(RejectedTable.FIELD).equalTo(field.get()));
    }
    if (from.isPresent()) {
      condition = condition.and(col(KafkaColumns.APPEND_TIME).geq(Timestamp.from(from.get())));
    }
    if (until.isPresent()) {
      condition = condition.and(col(KafkaColumns.APPEND_TIME).lt(Timestamp.from(until.get())));
    }
    return condition;
  }

  private static RejectedRecord record(Row row) {
    return new RejectedRecord(
        new RecordPosition(row.getString(0), row.getInt(1), row.getLong(2)),
        EpochMicros.micros(row.getTimestamp(3).toInstant()),
        row.getString(4),
        row.getString(5),
        row.isNullAt(6) ? null : (byte[]) row.get(6),
        row.isNullAt(7) ? null : (byte[]) row.get(7),
        row.getString(8));
  }

  @Override
  public String toString() {
    return String.join(", ", reasons)
        + field.map(name -> " (" + name + ")").orElse("")
        + from.map(time -> ", appended from " + time).orElse("")
        + until.map(time -> (from.isPresent() ? "" : ", appended") + " until " + time).orElse("");
  }
}

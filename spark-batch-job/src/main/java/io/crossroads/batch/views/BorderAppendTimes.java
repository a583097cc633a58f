package io.crossroads.batch.views;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.lake.KafkaColumns;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Append times on both sides of an offset of each partition, as both tables have them; microseconds
 * since the epoch, 0 where there is no record.
 *
 * @param last by partition, that of the last record before the offset: the running maximum there
 * @param greatest by partition, the greatest from the offset on
 */
record BorderAppendTimes(Map<Integer, Long> last, Map<Integer, Long> greatest) {

  static BorderAppendTimes read(
      SparkSession spark, ArchivedPipeline.Moment now, Map<Integer, Long> offsets) {
    Map<Integer, Long> last = new HashMap<>();
    Map<Integer, Long> greatest = new HashMap<>();
    if (offsets.isEmpty()) {
      return new BorderAppendTimes(last, greatest);
    }
    Column before = lit(false);
    Column asked = lit(false);
    for (Map.Entry<Integer, Long> offset : offsets.entrySet()) {
      Column partition = col(KafkaColumns.PARTITION).equalTo(offset.getKey());
      asked = asked.or(partition);
      before = before.or(partition.and(col(KafkaColumns.OFFSET).lt(offset.getValue())));
    }
    Column micros = unix_micros(col(KafkaColumns.APPEND_TIME));
    Dataset<Row> records =
        records(now.archive().rows(spark)).union(records(now.rejected().rows(spark)));
    for (Row row :
        records
            .where(col(KafkaColumns.TOPIC_ID).equalTo(now.position().topicId()).and(asked))
            .groupBy(col(KafkaColumns.PARTITION))
            .agg(
                max_by(micros, when(before, col(KafkaColumns.OFFSET))),
                max(when(before, lit(null)).otherwise(micros)))
            .collectAsList()) {
      last.put(row.getInt(0), row.isNullAt(1) ? 0 : row.getLong(1));
      greatest.put(row.getInt(0), row.isNullAt(2) ? 0 : row.getLong(2));
    }
    return new BorderAppendTimes(last, greatest);
  }

  private static Dataset<Row> records(Dataset<Row> rows) {
    return rows.select(
        col(KafkaColumns.TOPIC_ID),
        col(KafkaColumns.PARTITION),
        col(KafkaColumns.OFFSET),
        col(KafkaColumns.APPEND_TIME));
  }

  long before(int partition) {
    return last.getOrDefault(partition, 0L);
  }

  long greatestFrom(int partition) {
    return greatest.getOrDefault(partition, 0L);
  }
}

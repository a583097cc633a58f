package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;

import io.crossroads.batch.archive.ArchiveSlice;
import io.crossroads.lake.KafkaColumns;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The greatest append times that the archive's rows have. */
final class LatestAppends {

  private LatestAppends() {}

  /** By partition, the greatest append time of rows of either table. */
  static Map<Integer, Long> of(ArchiveSlice slice, Column which) {
    Dataset<Row> rows =
        slice
            .allRecords()
            .where(which)
            // Before them, append times were ahead of the present, and views were reset.
            .where(not(OffsetFilter.before(slice.appendTimesFrom())))
            .groupBy(KafkaColumns.PARTITION)
            .agg(max(expr("unix_micros(" + KafkaColumns.APPEND_TIME + ")")));
    Map<Integer, Long> latest = new TreeMap<>();
    rows.where(col(KafkaColumns.PARTITION).isNotNull())
        .collectAsList()
        .forEach(row -> latest.put(row.getInt(0), row.getLong(1)));
    return latest;
  }
}

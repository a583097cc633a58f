package io.crossroads.batch.archive;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import io.crossroads.lake.KafkaColumns;
import io.crossroads.lake.rollup.RollupColumns;
import io.crossroads.layers.horizon.Bucket;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.rollup.Rollup;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rollups of a pipeline by how long events count in them. */
public final class KeptRollups {

  private static final String MINUTE = "cell_of_minute";

  private KeptRollups() {}

  /** Those in which all events count, compiled. */
  public static RollupColumns forEver(Pipeline pipeline) {
    return new RollupColumns(
        pipeline, pipeline.rollups().stream().filter(Rollup::isKeptForEver).toList());
  }

  /** Those in which events count for a limited time. */
  public static List<Rollup> forSomeTime(Pipeline pipeline) {
    return pipeline.rollups().stream().filter(rollup -> !rollup.isKeptForEver()).toList();
  }

  /** Archived events that were appended at a time or later. */
  public static Dataset<Row> from(Dataset<Row> events, Instant floor) {
    return events.where(col(KafkaColumns.APPEND_TIME).geq(lit(Timestamp.from(floor))));
  }

  /** The cells of archived events by minute of append time. */
  public static Dataset<Row> cellsByMinute(RollupColumns columns, Dataset<Row> events) {
    String minute =
        String.format(
            Locale.ROOT,
            "unix_micros(%1$s) - pmod(unix_micros(%1$s), %2$d)",
            KafkaColumns.APPEND_TIME,
            Bucket.MICROS);
    return columns.cells(events.withColumn(MINUTE, expr(minute)), MINUTE);
  }
}

package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.octet_length;

import io.crossroads.lake.HeadersText;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.EpochMicros;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.decode.RecordHeaders;
import io.crossroads.pipelines.decode.Rejection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Decodes rejected records again: they must be rejected for the same reason and field. The limits
 * of then are not known: those that were too large must be larger than all others, and what is said
 * to be too deep is left out.
 */
final class RejectedAgain implements FlatMapFunction<Iterator<Row>, String> {

  private static final long serialVersionUID = 1L;

  private final String pipelineName;

  private RejectedAgain(Pipeline pipeline) {
    this.pipelineName = pipeline.name();
  }

  /** Rows whose bytes do not give the reason that they tell; at most some of them. */
  static List<String> findings(Pipeline pipeline, Dataset<Row> rejected, int most) {
    List<String> findings = new ArrayList<>(tooSmall(rejected, most));
    findings.addAll(otherwise(pipeline, rejected, most));
    return findings;
  }

  /** Records that are too large by their row, though one that is not has as many bytes. */
  private static List<String> tooSmall(Dataset<Row> rejected, int most) {
    Column isLarge = col(RejectedTable.REASON).equalTo(Reason.TOO_LARGE.label());
    Column bytes = octet_length(col(RejectedTable.RAW_VALUE));
    Row longest = rejected.where(not(isLarge)).agg(max(bytes)).head();
    if (longest.isNullAt(0)) {
      return List.of();
    }
    return rejected
        .where(isLarge.and(bytes.leq(longest.getInt(0))))
        .select(col(KafkaColumns.PARTITION), col(KafkaColumns.OFFSET), bytes)
        .limit(most)
        .collectAsList()
        .stream()
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "partition %d offset %d is rejected as too_large with %d bytes, one that is not has %d",
                    row.getInt(0),
                    row.getLong(1),
                    row.getInt(2),
                    longest.getInt(0)))
        .toList();
  }

  private static List<String> otherwise(Pipeline pipeline, Dataset<Row> rejected, int most) {
    return rejected
        .select(
            KafkaColumns.PARTITION,
            KafkaColumns.OFFSET,
            RejectedTable.RAW_VALUE,
            RejectedTable.REASON,
            RejectedTable.FIELD,
            KafkaColumns.APPEND_TIME,
            RejectedTable.HEADERS)
        .javaRDD()
        .mapPartitions(new RejectedAgain(pipeline))
        .take(most);
  }

  @Override
  public Iterator<String> call(Iterator<Row> rows) {
    EventDecoder decoder = Pipelines.named(pipelineName).decoder(Limits.DEFAULT);
    EventRow event = decoder.newRow();
    List<String> findings = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      String told = told(row.getString(3), row.getString(4));
      String found =
          decode(
              decoder,
              event,
              (byte[]) row.get(2),
              HeadersText.read(row.getString(6)),
              EpochMicros.micros(row.getTimestamp(5).toInstant()));
      if (!found.equals(told) && !dependsOnLimits(told)) {
        findings.add(
            String.format(
                Locale.ROOT,
                "partition %d offset %d is rejected as %s, but its bytes give %s",
                row.getInt(0),
                row.getLong(1),
                told,
                found.isEmpty() ? "a valid event" : found));
      }
    }
    return findings.iterator();
  }

  private static String decode(
      EventDecoder decoder, EventRow event, byte[] value, RecordHeaders headers, long micros) {
    decoder.decode(value, 0, value == null ? 0 : value.length, headers, micros, event);
    Optional<Rejection> rejection = event.rejection();
    return rejection.map(Rejection::toString).orElse("");
  }

  private static boolean dependsOnLimits(String told) {
    return told.equals(Rejection.of(Reason.TOO_LARGE).toString())
        || told.equals(Rejection.of(Reason.TOO_DEEP).toString());
  }

  private static String told(String reason, String field) {
    return field == null ? reason : reason + " (" + field + ")";
  }
}

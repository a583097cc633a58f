package io.crossroads.batch.reconcile;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.unix_micros;

import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.batch.archive.RecordRows;
import io.crossroads.lake.HeadersText;
import io.crossroads.lake.KafkaColumns;
import io.crossroads.lake.RejectedTable;
import io.crossroads.layers.position.RecordPosition;
import io.crossroads.pipelines.decode.ColumnValue;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.store.Replay;
import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Decodes rejected records that became events again, with the append time of the event: it must
 * give the archived row.
 */
final class ReplayedEvents {

  private static final String SENT = "replayed_offset";
  private static final String VALUE = "replayed_value";
  private static final String HEADERS = "replayed_headers";
  private static final String MICROS = "replayed_micros";

  private static final StructType TYPE =
      new StructType()
          .add(KafkaColumns.TOPIC_ID, DataTypes.StringType)
          .add(KafkaColumns.PARTITION, DataTypes.IntegerType)
          .add(KafkaColumns.OFFSET, DataTypes.LongType)
          .add(SENT, DataTypes.LongType);

  private final ArchivedPipeline archived;
  private final List<Field> columns;
  private final EventDecoder decoder;
  private final EventRow event;

  ReplayedEvents(ArchivedPipeline archived) {
    this.archived = archived;
    this.columns = archived.pipeline().schema().columns();
    this.decoder = archived.pipeline().decoder(Limits.DEFAULT);
    this.event = decoder.newRow();
  }

  /**
   * Events that are not what their records give; at most some of them.
   *
   * @param sent by the record that each is now
   * @param events those that are archived
   */
  List<String> findings(
      ArchivedPipeline.Moment now,
      Map<RecordPosition, Replay> sent,
      Set<RecordPosition> events,
      int most) {
    List<Row> pairs = new ArrayList<>();
    sent.forEach(
        (at, replay) -> {
          RecordPosition record = replay.record();
          if (events.contains(at)) {
            pairs.add(
                RowFactory.create(
                    record.topicId(), record.partition(), record.offset(), at.offset()));
          }
        });
    List<String> findings = new ArrayList<>();
    if (pairs.isEmpty()) {
      return findings;
    }
    for (Iterator<Row> rows = beside(now, pairs).toLocalIterator();
        rows.hasNext() && findings.size() < most; ) {
      Row row = rows.next();
      difference(row)
          .ifPresent(
              what ->
                  findings.add(
                      String.format(
                          Locale.ROOT,
                          "partition %d offset %d is not what the rejected record gives that it is a replay of: %s",
                          row.<Integer>getAs(KafkaColumns.PARTITION),
                          row.<Long>getAs(KafkaColumns.OFFSET),
                          what)));
    }
    return findings;
  }

  /** Archived rows, each with value and headers of its rejected record. */
  private Dataset<Row> beside(ArchivedPipeline.Moment now, List<Row> pairs) {
    Dataset<Row> wanted = archived.spark().createDataFrame(pairs, TYPE);
    Dataset<Row> records =
        now.rejected()
            .rows(archived.spark())
            .join(wanted, RecordRows.key(), "inner")
            .select(
                col(KafkaColumns.TOPIC_ID),
                col(KafkaColumns.PARTITION),
                col(SENT).as(KafkaColumns.OFFSET),
                col(RejectedTable.RAW_VALUE).as(VALUE),
                col(RejectedTable.HEADERS).as(HEADERS));
    return now.archive()
        .rows(archived.spark())
        .withColumn(MICROS, unix_micros(col(KafkaColumns.APPEND_TIME)))
        .join(records, RecordRows.key(), "inner");
  }

  private Optional<String> difference(Row row) {
    byte[] value = row.getAs(VALUE);
    decoder.decode(
        value,
        0,
        value == null ? 0 : value.length,
        HeadersText.read(row.getAs(HEADERS)),
        row.<Long>getAs(MICROS),
        event);
    if (event.rejection().isPresent()) {
      return Optional.of("it gives " + event.rejection().get());
    }
    for (int i = 0; i < columns.size(); i++) {
      Field column = columns.get(i);
      Object given = event.has(i) ? new ColumnValue(i, column.type()).of(event) : null;
      Object held = plain(row.getAs(column.name()));
      if (!same(given, held)) {
        return Optional.of(
            String.format(Locale.ROOT, "%s is %s, not %s", column.name(), held, given));
      }
    }
    return Optional.empty();
  }

  private static Object plain(Object value) {
    if (value instanceof Timestamp time) {
      return time.toInstant();
    }
    if (value instanceof Date date) {
      return date.toLocalDate();
    }
    return value instanceof Integer number ? (Object) number.longValue() : value;
  }

  private static boolean same(Object one, Object other) {
    return one instanceof BigDecimal a && other instanceof BigDecimal b
        ? a.compareTo(b) == 0
        : Objects.equals(one, other);
  }
}

package io.crossroads.producer.consume;

import io.crossroads.pipelines.decode.Rejection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Columns for people: partition, offset, append time in UTC, key, content. */
final class TextFormat implements RecordFormat {

  private static final int LONGEST = 1_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Override
  public String line(ConsumerRecord<byte[], byte[]> record, Rejection rejection, boolean isEvent) {
    return String.format(
        Locale.ROOT,
        "%2d %8d  %s  %-4s  %s%s",
        record.partition(),
        record.offset(),
        TIME.format(Instant.ofEpochMilli(record.timestamp())),
        record.key() == null ? "-" : Bytes.printable(record.key(), LONGEST),
        rejection == null ? "" : "REJECTED " + rejection + ": ",
        record.value() == null ? "(no value)" : Bytes.printable(record.value(), LONGEST));
  }
}

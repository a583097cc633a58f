package io.crossroads.producer.consume;

import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.RecordHeaders;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/** Reads records from where a consumer stands, and prints those that were selected. */
final class Reading {

  private static final Duration POLL = Duration.ofMillis(200);

  private final EventDecoder decoder;
  private final EventRow row;
  private final Selection selection;
  private final RecordFormat format;
  private final PrintStream out;
  private long read;
  private long invalid;
  private long printed;

  /**
   * Nothing is read yet.
   *
   * @param decoder null where the pipeline is not known
   */
  Reading(EventDecoder decoder, Selection selection, RecordFormat format, PrintStream out) {
    this.decoder = decoder;
    this.row = decoder == null ? null : decoder.newRow();
    this.selection = selection;
    this.format = format;
    this.out = out;
  }

  /**
   * Reads until the end.
   *
   * @param most records to print
   * @param stopped whether to end early
   */
  void run(Consumer<byte[], byte[]> consumer, ReadUntil until, long most, BooleanSupplier stopped) {
    while (!stopped.getAsBoolean() && printed < most && !until.reached() && !out.checkError()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (printed < most && until.includes(partition, record.offset(), record.timestamp())) {
          take(record);
        }
      }
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    read++;
    byte[] value = record.value();
    boolean valid =
        decoder != null
            && decoder.decode(
                value,
                0,
                value == null ? 0 : value.length,
                headers(record),
                record.timestamp() * 1_000,
                row);
    invalid += decoder != null && !valid ? 1 : 0;
    if (selection.includes(record, row, valid)) {
      boolean rejected = decoder != null && !valid;
      out.println(format.line(record, rejected ? row.rejection().orElseThrow() : null, valid));
      printed++;
    }
  }

  private static RecordHeaders headers(ConsumerRecord<byte[], byte[]> record) {
    return name -> {
      Header header = record.headers().lastHeader(name);
      return header == null ? null : header.value();
    };
  }

  /** What was read, for people. */
  String summary() {
    String summary = String.format(Locale.ROOT, "printed %d of %d records", printed, read);
    return decoder == null
        ? summary
        : summary + String.format(Locale.ROOT, " (%d of them invalid)", invalid);
  }
}

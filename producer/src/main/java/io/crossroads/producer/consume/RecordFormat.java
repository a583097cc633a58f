package io.crossroads.producer.consume;

import io.crossroads.pipelines.decode.Rejection;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** How a record is printed. */
interface RecordFormat {

  /**
   * One line without line feed.
   *
   * @param record as it is in the topic
   * @param rejection why it is no valid event; null if it is one or if that is not known
   * @param isEvent whether it is known to be a valid event
   */
  String line(ConsumerRecord<byte[], byte[]> record, Rejection rejection, boolean isEvent);

  /** The formats by their names on the command line. */
  enum Name {
    TEXT(new TextFormat()),
    JSON(new JsonFormat());

    private final RecordFormat format;

    Name(RecordFormat format) {
      this.format = format;
    }

    RecordFormat format() {
      return format;
    }
  }
}

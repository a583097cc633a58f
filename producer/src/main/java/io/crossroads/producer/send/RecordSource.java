package io.crossroads.producer.send;

import java.io.IOException;
import org.apache.kafka.clients.producer.ProducerRecord;

/** What is sent, one record after another. */
interface RecordSource {

  /** The next record, or null at the end. */
  ProducerRecord<byte[], byte[]> next() throws IOException;
}

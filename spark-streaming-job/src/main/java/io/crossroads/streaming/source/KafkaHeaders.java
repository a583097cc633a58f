package io.crossroads.streaming.source;

import io.crossroads.pipelines.decode.RecordHeaders;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The headers of a record of Kafka, for decoders.
 *
 * @param headers as the client has them
 */
public record KafkaHeaders(Headers headers) implements RecordHeaders {

  @Override
  public byte[] last(String name) {
    Header header = headers.lastHeader(name);
    return header == null ? null : header.value();
  }
}

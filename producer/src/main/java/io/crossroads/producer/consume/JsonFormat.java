package io.crossroads.producer.consume;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.crossroads.pipelines.decode.Rejection;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One JSON object a record, for programs: {@code event} where it is a valid one, else {@code value}
 * (text) or {@code value_base64}, with {@code reason} and {@code field} if it was rejected.
 */
final class JsonFormat implements RecordFormat {

  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public String line(ConsumerRecord<byte[], byte[]> record, Rejection rejection, boolean isEvent) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeNumberField("partition", record.partition());
      json.writeNumberField("offset", record.offset());
      json.writeStringField("append_time", Instant.ofEpochMilli(record.timestamp()).toString());
      writeBytes(json, "key", record.key());
      if (rejection != null) {
        json.writeStringField("reason", rejection.reason().label());
        json.writeStringField("field", rejection.fieldName());
      }
      if (isEvent) {
        json.writeFieldName("event");
        json.writeRawValue(onOneLine(record.value()));
      } else {
        writeBytes(json, "value", record.value());
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  private static void writeBytes(JsonGenerator json, String name, byte[] bytes) throws IOException {
    Optional<String> text = bytes == null ? Optional.empty() : Bytes.text(bytes);
    if (bytes == null || text.isPresent()) {
      json.writeStringField(name, text.orElse(null));
    } else {
      json.writeBinaryField(name + "_base64", bytes);
    }
  }

  /** In valid JSON, line breaks stand between tokens only. */
  private static String onOneLine(byte[] event) {
    return new String(event, StandardCharsets.UTF_8).replace('\n', ' ').replace('\r', ' ');
  }
}

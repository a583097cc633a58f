package io.crossroads.producer.send;

import io.crossroads.pipelines.decode.RecordHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** The headers that every record of a run is sent with. */
final class SentHeaders implements RecordHeaders {

  private final Map<String, byte[]> values = new LinkedHashMap<>();

  /** Adds a header, in the place of one of the same name. */
  SentHeaders with(String name, String value) {
    values.put(name, value.getBytes(StandardCharsets.UTF_8));
    return this;
  }

  @Override
  public byte[] last(String name) {
    return values.get(name);
  }

  /** The name of the format that they say records are in; empty for the default. */
  String format() {
    byte[] format = last(FORMAT);
    return format == null ? "" : new String(format, StandardCharsets.UTF_8);
  }

  /** As the client sends them; null if there are none. */
  Iterable<Header> forClient() {
    return values.isEmpty()
        ? null
        : Arrays.asList(
            values.entrySet().stream()
                .map(header -> new RecordHeader(header.getKey(), header.getValue()))
                .toArray(Header[]::new));
  }
}

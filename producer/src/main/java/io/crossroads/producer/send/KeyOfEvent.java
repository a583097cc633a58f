package io.crossroads.producer.send;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.ColumnValue;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.pipelines.schema.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Takes a record's key from a field of its event, as text. */
final class KeyOfEvent {

  private final SentHeaders headers;
  private final boolean json;
  private final EventDecoder decoder;
  private final EventRow row;
  private final int column;
  private final ColumnValue key;

  /**
   * Keys of a pipeline's events.
   *
   * @param field name of the field
   * @param headers that records are sent with
   * @throws IllegalArgumentException if there is no such field; names those that exist
   */
  KeyOfEvent(Pipeline pipeline, String field, SentHeaders headers) {
    List<String> names = pipeline.schema().fields().stream().map(Field::name).toList();
    if (!names.contains(field)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "pipeline %s has no field '%s'; there are %s",
              pipeline.name(),
              field,
              names));
    }
    this.headers = headers;
    WireFormat first = pipeline.formats().get(0);
    json = first == WireFormat.JSON && List.of("", first.name()).contains(headers.format());
    decoder = pipeline.decoder(Limits.DEFAULT);
    row = decoder.newRow();
    column = pipeline.schema().indexOf(field);
    key = ColumnValue.of(pipeline.schema(), field);
  }

  /** Whether events are JSON objects and nothing else. */
  boolean isJson() {
    return json;
  }

  /**
   * The key of a line; null if it is no valid event or has no such field. A time in the future does
   * not matter.
   */
  byte[] of(byte[] line) {
    if (!decoder.decode(line, 0, line.length, headers, Long.MAX_VALUE, row) || !row.has(column)) {
      return null;
    }
    return key.text(row).getBytes(StandardCharsets.UTF_8);
  }
}

package io.crossroads.producer.send;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Takes a record's key from a text field of its event. */
final class KeyOfEvent {

  private final boolean json;
  private final EventDecoder decoder;
  private final EventRow row;
  private final int column;

  /**
   * Keys of a pipeline's events.
   *
   * @param field name of a text field
   * @throws IllegalArgumentException if there is no such text field; names those that exist
   */
  KeyOfEvent(Pipeline pipeline, String field) {
    List<String> texts =
        pipeline.schema().fields().stream()
            .filter(known -> known.type() instanceof FieldType.Text)
            .map(Field::name)
            .toList();
    if (!texts.contains(field)) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "pipeline %s has no text field '%s'; there are %s",
              pipeline.name(),
              field,
              texts));
    }
    json = pipeline.formats().equals(List.of(WireFormat.JSON));
    decoder = pipeline.decoder(Limits.DEFAULT);
    row = decoder.newRow();
    column = pipeline.schema().indexOf(field);
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
    if (!decoder.decode(line, 0, line.length, Long.MAX_VALUE, row) || !row.has(column)) {
      return null;
    }
    int offset = row.textOffset(column);
    return Arrays.copyOfRange(row.textBytes(column), offset, offset + row.textLength(column));
  }
}

package io.crossroads.pipelines.decode;

import io.crossroads.pipelines.schema.EventSchema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes each record by the format that its header {@link RecordHeaders#FORMAT} names; the first
 * one where it names none. A format that nobody knows makes the record {@code not_json}, which says
 * that it is not in its format.
 */
public final class DecoderByHeader implements EventDecoder {

  private final byte[][] names;
  private final EventDecoder[] decoders;

  /**
   * A decoder for one thread.
   *
   * @param formats at least one, the default first
   */
  public DecoderByHeader(List<WireFormat> formats, EventSchema schema, Limits limits) {
    names =
        formats.stream()
            .map(format -> format.name().getBytes(StandardCharsets.UTF_8))
            .toArray(byte[][]::new);
    decoders =
        formats.stream().map(format -> format.decoder(schema, limits)).toArray(EventDecoder[]::new);
  }

  @Override
  public boolean decode(
      byte[] bytes,
      int offset,
      int length,
      RecordHeaders headers,
      long appendTimeMicros,
      EventRow row) {
    byte[] format = headers.last(RecordHeaders.FORMAT);
    if (format == null) {
      return decoders[0].decode(bytes, offset, length, headers, appendTimeMicros, row);
    }
    for (int i = 0; i < names.length; i++) {
      if (Arrays.equals(names[i], format)) {
        return decoders[i].decode(bytes, offset, length, headers, appendTimeMicros, row);
      }
    }
    row.clear();
    return row.reject(Rejection.of(Reason.NOT_JSON));
  }

  @Override
  public EventRow newRow() {
    return decoders[0].newRow();
  }
}

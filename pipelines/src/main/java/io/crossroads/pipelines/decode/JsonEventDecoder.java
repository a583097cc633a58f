package io.crossroads.pipelines.decode;

import io.crossroads.pipelines.schema.EventSchema;

/** Stub. */
public final class JsonEventDecoder implements EventDecoder {

  private final EventSchema schema;

  public JsonEventDecoder(EventSchema schema, Limits limits) {
    this.schema = schema;
  }

  @Override
  public boolean decode(byte[] bytes, int offset, int length, long appendTimeMicros, EventRow row) {
    throw new UnsupportedOperationException();
  }

  @Override
  public EventRow newRow() {
    return new EventRow(schema);
  }
}

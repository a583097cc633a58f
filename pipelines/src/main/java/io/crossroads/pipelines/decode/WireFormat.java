package io.crossroads.pipelines.decode;

import io.crossroads.pipelines.schema.EventSchema;

/**
 * How an event stands in the bytes of a record, such as a JSON object or a line of a server's log.
 */
public interface WireFormat {

  /** One JSON object a record, UTF-8, unknown fields ignored. */
  WireFormat JSON =
      new WireFormat() {
        @Override
        public String name() {
          return "json";
        }

        @Override
        public EventDecoder decoder(EventSchema schema, Limits limits) {
          return new JsonEventDecoder(schema, limits);
        }
      };

  /** The name that a flag chooses it by. */
  String name();

  /** A new decoder into rows of {@code schema}, for one thread. */
  EventDecoder decoder(EventSchema schema, Limits limits);
}

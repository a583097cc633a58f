package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.pipelines.schema.EventSchema;

/**
 * One line of an access log a record, in the combined format of Apache and nginx: {@code %h %l %u
 * %t "%r" %>s %b "%{Referer}i" "%{User-agent}i"} (Apache, mod_log_config; nginx,
 * ngx_http_log_module). {@link CombinedLine} says what is taken for such a line.
 *
 * <p>It does not tell which host was asked: a header of the record does, {@link #HOST_HEADER}.
 */
public final class CombinedFormat implements WireFormat {

  /** The header that names the host of the server that wrote the line. */
  public static final String HOST_HEADER = "crossroads-host";

  @Override
  public String name() {
    return "combined";
  }

  @Override
  public EventDecoder decoder(EventSchema schema, Limits limits) {
    return new CombinedDecoder(schema, limits);
  }
}

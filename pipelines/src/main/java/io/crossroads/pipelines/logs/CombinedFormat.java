package io.crossroads.pipelines.logs;

import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.RecordHeaders;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.pipelines.schema.EventSchema;

/**
 * One line of an access log a record, in the combined format of Apache and nginx: {@code %h %l %u
 * %t "%r" %>s %b "%{Referer}i" "%{User-agent}i"} (Apache, mod_log_config; nginx,
 * ngx_http_log_module). {@link CombinedLine} says what is taken for such a line.
 *
 * <p>It does not tell which host was asked: a header of the record does, {@link
 * RecordHeaders#HOST}.
 */
public final class CombinedFormat implements WireFormat {

  @Override
  public String name() {
    return "combined";
  }

  @Override
  public EventDecoder decoder(EventSchema schema, Limits limits) {
    return new CombinedDecoder(schema, limits);
  }
}

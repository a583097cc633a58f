package io.crossroads.batch.replay;

import io.crossroads.layers.EpochMicros;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Rejection;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * What the pipeline's rules, and the reference data that is in effect, make of a record if it is
 * appended now.
 */
final class PresentRules {

  /** The broker's clock may be behind this machine's: what takes effect just now is not yet so. */
  private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

  private final EventDecoder decoder;
  private final EventRow event;
  private final Clock clock;

  PresentRules(Pipeline pipeline, Clock clock) {
    this.decoder = pipeline.decoder(Limits.DEFAULT);
    this.event = decoder.newRow();
    this.clock = clock;
  }

  /** Why the record would be rejected again; empty if it is an event now. */
  Optional<Rejection> rejection(RejectedRecord record) {
    byte[] value = record.value();
    decoder.decode(
        value,
        0,
        value == null ? 0 : value.length,
        record.headers(),
        EpochMicros.micros(clock.instant().minus(CLOCKS_APART)),
        event);
    return event.rejection();
  }
}

package io.crossroads.pipelines.simulate;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.decode.Rejection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Whether reference data knows what a simulator is about to send, as it ends some day. */
public final class MissingReference {

  private static final int EVENTS = 200;

  private MissingReference() {}

  /**
   * Decodes a few events of a pipeline's simulator, as the jobs will.
   *
   * @param at when they happen
   * @param appended when the broker appends them
   * @return what is missing and what to do, for people; empty if nothing is
   */
  public static Optional<String> of(Pipeline pipeline, Instant at, Instant appended) {
    if (pipeline.reference().isEmpty()) {
      return Optional.empty();
    }
    Simulator simulator = pipeline.simulators().apply(0);
    EventDecoder decoder = pipeline.decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    int unknown = 0;
    String field = "";
    for (int i = 0; i < EVENTS; i++) {
      byte[] event = simulator.next(micros(at)).value();
      decoder.decode(event, 0, event.length, micros(appended), row);
      Optional<Rejection> rejection =
          row.rejection().filter(found -> found.reason() == Reason.UNKNOWN_REFERENCE);
      if (rejection.isPresent()) {
        unknown++;
        field = rejection.get().fieldName();
      }
    }
    return unknown == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "of events of %s at %s about %d%% will be rejected as %s (%s): the reference data"
                    + " that is loaded or shipped says nothing of that time; load some that does"
                    + " with 'bin/crossroads reference load --pipeline %1$s --name NAME FILE'",
                pipeline,
                at,
                Math.max(1, 100 * unknown / EVENTS),
                Reason.UNKNOWN_REFERENCE.label(),
                field));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }
}

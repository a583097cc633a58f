package io.crossroads.pipelines.simulate;

import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.decode.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One way to spoil a valid event.
 *
 * @param rejection what the decoder must say of the result
 * @param damage makes the spoilt record, null for one without a value
 */
record Fault(Rejection rejection, Function<FlatJson, byte[]> damage) {

  /** A fault that changes the text of the record. */
  static Fault text(Reason reason, UnaryOperator<String> change) {
    return new Fault(Rejection.of(reason), event -> bytes(change.apply(event.text())));
  }

  /** A fault that gives a field another value, as it stands in JSON. */
  static Fault value(Reason reason, String field, String value) {
    return new Fault(new Rejection(reason, field), event -> bytes(event.with(field, value).text()));
  }

  /** A fault that leaves a field out. */
  static Fault absent(String field) {
    return new Fault(
        new Rejection(Reason.MISSING, field), event -> bytes(event.without(field).text()));
  }

  /** The same fault where it spoils the record as a whole. */
  Fault ofWholeRecord() {
    return new Fault(Rejection.of(rejection.reason()), damage);
  }

  /** The spoilt event. */
  SimulatedEvent spoil(SimulatedEvent event) {
    return new SimulatedEvent(event.key(), damage.apply(FlatJson.of(event.value())));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package io.crossroads.pipelines.simulate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.JsonEventDecoder;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FaultsTest {

  private static final long APPENDED = 1_772_323_200_000_000L;

  /** A schema with a field of every type, optional ones too, and an event of it. */
  private static final EventSchema EVERY_TYPE =
      EventSchema.keyedBy(
          "id",
          "at",
          ZoneOffset.UTC,
          List.of(
              Field.required("id", FieldType.text(40), "", "any text"),
              Field.required("at", FieldType.time(), "", "a time"),
              Field.required("kind", FieldType.oneOf(List.of("a", "b")), "", "one of a list"),
              Field.required("place", FieldType.reference(List.of("x")), "", "a reference"),
              Field.required("amount", FieldType.exactDecimal(4, "-5", "5"), "", "a decimal"),
              Field.optional("number", FieldType.whole(-1, 9), "", "a whole number"),
              Field.required("flag", FieldType.flag(), "", "a flag")));

  private static final String EVENT =
      "{\"id\":\"q\\\"é,}{\",\"at\":\"2026-01-01T00:00:00Z\",\"kind\":\"b\",\"place\":\"x\","
          + "\"amount\":-1.25,\"number\":3,\"flag\":true}";

  static Stream<Named<Fault>> faultsOfEveryType() {
    return named(EVERY_TYPE);
  }

  static Stream<Named<Fault>> faultsOfTraffic() {
    return named(Pipelines.named("traffic").schema());
  }

  @ParameterizedTest
  @MethodSource("faultsOfEveryType")
  void aFaultIsRejectedForTheReasonThatItIsMeantFor(Fault fault) {
    assertRejected(EVERY_TYPE, EVENT.getBytes(StandardCharsets.UTF_8), fault);
  }

  @ParameterizedTest
  @MethodSource("faultsOfTraffic")
  void aFaultOfTrafficIsRejectedForTheReasonThatItIsMeantFor(Fault fault) {
    byte[] event = Pipelines.named("traffic").simulators().apply(1).next(APPENDED).value();
    assertRejected(Pipelines.named("traffic").schema(), event, fault);
  }

  @Test
  void trafficHasAFaultForEveryReason() {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    faultsOfTraffic().forEach(fault -> reasons.add(fault.getPayload().rejection().reason()));
    assertEquals(EnumSet.allOf(Reason.class), reasons);
  }

  private static void assertRejected(EventSchema schema, byte[] event, Fault fault) {
    EventDecoder decoder = new JsonEventDecoder(schema, Limits.DEFAULT);
    EventRow row = decoder.newRow();
    assertTrue(decoder.decode(event, 0, event.length, APPENDED, row), "the event is valid");

    byte[] spoilt = fault.spoil(new SimulatedEvent(null, event)).value();
    decoder.decode(spoilt, 0, spoilt == null ? 0 : spoilt.length, APPENDED, row);

    assertEquals(Optional.of(fault.rejection()), row.rejection());
  }

  private static Stream<Named<Fault>> named(EventSchema schema) {
    List<Fault> faults = new Faults(schema, Limits.DEFAULT).all();
    return faults.stream().map(fault -> Named.of(fault.rejection().toString(), fault));
  }
}

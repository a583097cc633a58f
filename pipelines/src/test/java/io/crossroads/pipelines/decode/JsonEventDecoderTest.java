package io.crossroads.pipelines.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.schema.EventSchema;
import io.crossroads.pipelines.schema.Field;
import io.crossroads.pipelines.schema.FieldType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonEventDecoderTest {

  private static final long APPENDED = micros("2026-03-01T00:00:00Z");
  private static final String TIME = "\"timestamp\":\"2026-02-28T07:30:00.250Z\"";
  private static final String GOOD =
      "{\"sensor_id\":\"S2\"," + TIME + ",\"average_speed\":42.5,\"traffic_density\":61}";

  private final EventSchema schema = Pipelines.named("traffic").schema();
  private final EventDecoder decoder = new JsonEventDecoder(schema, Limits.DEFAULT);
  private final EventRow row = decoder.newRow();

  @Test
  void readsEveryFieldOfAValidEvent() {
    assertEquals("", rejection(GOOD));
    assertEquals("S2", row.text(0));
    assertEquals(1, row.number(0), "place in the reference file");
    assertEquals(micros("2026-02-28T07:30:00.250Z"), row.number(1));
    assertEquals(4250, row.number(2));
    assertEquals(6100, row.number(3));
  }

  @Test
  void readsAnEventInTheMiddleOfALargerArray() {
    byte[] bytes = ("xx" + GOOD + "}").getBytes(StandardCharsets.UTF_8);
    assertTrue(decoder.decode(bytes, 2, bytes.length - 3, APPENDED, row));
    assertEquals("S2", row.text(0));
  }

  @Test
  void skipsAByteOrderMarkBeforeTheObjectAndNowhereElse() {
    assertEquals("", rejection("\ufeff" + GOOD));
    assertEquals("S2", row.text(0));
    assertEquals("not_json", rejection("\ufeff\ufeff" + GOOD));
    assertEquals("not_json", rejection(" \ufeff" + GOOD));
    assertEquals("not_json", rejection(GOOD + "\ufeff"));
    assertEquals("not_json", rejection("\ufeff"));
  }

  @ParameterizedTest
  @CsvSource({
    "SECONDS, 1772265000, ",
    "SECONDS, 1772265000.25, ",
    "SECONDS, 1.77226500025e9, ",
    "SECONDS, 1772265000250, bad_time(at)",
    "SECONDS, -1, bad_time(at)",
    "SECONDS, 1e400, bad_time(at)",
    "SECONDS, true, wrong_type(at)",
    "SECONDS, [1772265000], wrong_type(at)",
    "MILLISECONDS, 1772265000250, ",
    "MILLISECONDS, 1772265000, bad_time(at)",
    "MICROSECONDS, 1772265000250000, ",
    "MICROSECONDS, 1772265000250, bad_time(at)",
    "NONE, 1772265000, wrong_type(at)",
  })
  void aFieldMayDeclareThatANumberIsATime(
      FieldType.Time.Epoch unit, String number, String expected) {
    EventSchema declared =
        EventSchema.keyedBy(
            "id",
            "at",
            ZoneOffset.UTC,
            List.of(
                Field.required("id", FieldType.text(9), "", "Who."),
                Field.required("at", FieldType.time(unit), "", "When.")));
    EventDecoder numbers = new JsonEventDecoder(declared, Limits.DEFAULT);
    EventRow event = numbers.newRow();
    byte[] bytes = ("{\"id\":\"a\",\"at\":" + number + "}").getBytes(StandardCharsets.UTF_8);

    boolean valid = numbers.decode(bytes, 0, bytes.length, APPENDED, event);

    String rejected = event.rejection().map(r -> r.reason().label() + "(at)").orElse(null);
    assertEquals(expected, rejected);
    if (valid) {
      Instant time = Instant.parse("2026-02-28T07:50:00Z");
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, time);
      assertEquals(number.equals("1772265000") ? micros : micros + 250_000, event.number(1));
    }
  }

  @Test
  void forgetsTheEventBefore() {
    rejection(GOOD);
    assertEquals("missing(sensor_id)", rejection("{}"));
    assertFalse(row.has(1));
    assertEquals("", rejection(GOOD));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " \t\r\n%s ",
        "{\"x\":[{\"y\":[1,-2.5e-3,true,null,\"\\ud83d\\ude00\\u00e9\"]},[],{}],%2$s",
        "{\"Sensor_id\":1,\"sensor_ids\":\"\",\"\":0,%2$s"
      })
  void takesSpaceAndUnknownFieldsForNothing(String form) {
    assertEquals("", rejection(String.format(Locale.ROOT, form, GOOD, GOOD.substring(1))));
    assertEquals("S2", row.text(0));
  }

  @Test
  void readsFieldsInAnyOrderAndEscapedNamesAndTexts() {
    assertEquals(
        "",
        rejection(
            "{\"traffic_density\":0,\"average_speed\":3e1,\"tim\\u0065stamp\":"
                + "\"2026\\u002d02-28T07:30:00Z\",\"sensor_id\":\"\\u00533\"}"));
    assertEquals("S3", row.text(0));
    assertEquals(3000, row.number(2));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "``                                       | not_json",
        "` `                                      | not_json",
        "`nul`                                    | not_json",
        "`{`                                      | not_json",
        "`{\"sensor_id\":\"S1\"`                  | not_json",
        "`{\"sensor_id\":\"S1\",}`                | not_json",
        "`{\"sensor_id\" \"S1\"}`                 | not_json",
        "`{sensor_id:\"S1\"}`                     | not_json",
        "`{'sensor_id':'S1'}`                     | not_json",
        "`{\"average_speed\":NaN}`                | not_json",
        "`{\"average_speed\":-Infinity}`          | not_json",
        "`{\"average_speed\":01}`                 | not_json",
        "`{\"average_speed\":1.}`                 | not_json",
        "`{\"average_speed\":.5}`                 | not_json",
        "`{\"average_speed\":+5}`                 | not_json",
        "`{\"average_speed\":5e}`                 | not_json",
        "`{\"average_speed\":-}`                  | not_json",
        "`{\"sensor_id\":\"S\\x31\"}`             | not_json",
        "`{\"sensor_id\":\"S\\u12\"}`             | not_json",
        "`{\"a\":[1,]}`                           | not_json",
        "`{\"a\":[1}`                             | not_json",
        "`{\"a\":{\"b\"}}`                        | not_json",
        "`{} {}`                                  | not_json",
        "`{\"a\":tru}`                            | not_json",
        "`[{\"sensor_id\":\"S1\"}]`               | wrong_type",
        "`\"text\"`                               | wrong_type",
        "`17`                                     | wrong_type",
        "`null`                                   | wrong_type",
        "`{\"sensor_id\":\"S1\",\"sensor_id\":4}` | duplicate_key(sensor_id)",
        "`{\"sensor_id\":\"\\ud800\"}`            | not_utf8(sensor_id)",
      })
  void namesWhatIsWrongWithARecordAsAWhole(String json, String expected) {
    assertEquals(expected, rejection(json));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sensor_id       | null                           | missing",
        "sensor_id       | `\"\"`                         | missing",
        "sensor_id       | 7                              | wrong_type",
        "sensor_id       | `{\"id\":\"S1\"}`              | wrong_type",
        "sensor_id       | `\"S6\"`                       | unknown_reference",
        "sensor_id       | `\"s1\"`                       | unknown_reference",
        "sensor_id       | `\"S1 \"`                      | unknown_reference",
        "timestamp       | null                           | missing",
        "timestamp       | 1767225600                     | wrong_type",
        "timestamp       | `\"\"`                         | bad_time",
        "timestamp       | `\"yesterday\"`                | bad_time",
        "timestamp       | `\"2026-02-29T00:00:00Z\"`     | bad_time",
        "timestamp       | `\"1999-12-31T23:59:59.9Z\"`   | bad_time",
        "timestamp       | `\"99999-01-01T00:00:00Z\"`    | bad_time",
        "timestamp       | `\"+99999-01-01T00:00:00Z\"`   | bad_time",
        "timestamp       | `\"2026-03-02T00:00:00.1Z\"`   | bad_time",
        "average_speed   | null                           | missing",
        "average_speed   | `\"42\"`                       | wrong_type",
        "average_speed   | true                           | wrong_type",
        "average_speed   | [42]                           | wrong_type",
        "average_speed   | -0.01                          | out_of_range",
        "average_speed   | 300.006                        | out_of_range",
        "average_speed   | 1e999                          | out_of_range",
        "average_speed   | -1e999999999999                | out_of_range",
        "average_speed   | 99999999999999999999999        | out_of_range",
        "traffic_density | 100.01                         | out_of_range",
      })
  void namesTheFieldAtFault(String field, String value, String reason) {
    assertEquals(reason + "(" + field + ")", rejection(eventWith(field, value)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42.5           | 4250",
        "-0             | 0",
        "-0.004         | 0",
        "0.005          | 0",
        "0.015          | 2",
        "0.025000       | 2",
        "0.0250000001   | 3",
        "300.005        | 30000",
        "1e2            | 10000",
        "12345e-3       | 1234",
        "12355E-3       | 1236",
        "1e-999999999   | 0",
        "0e999999999999 | 0",
        "0.00000000000000000000000000001 | 0",
        "12.5000000000000000000000000001 | 1250"
      })
  void roundsAMeasuredValueHalfEvenToItsScale(String number, long unscaled) {
    assertEquals("", rejection(eventWith("average_speed", number)));
    assertEquals(unscaled, row.number(2));
  }

  @Test
  void aTimeMayLieTwentyFourHoursAheadOfTheAppendTimeAndNotMore() {
    assertEquals("", rejection(eventWith("timestamp", "\"2026-03-02T00:00:00Z\"")));
    assertEquals("", rejection(eventWith("timestamp", "\"2000-01-01T00:00:00Z\"")));
  }

  @Test
  void bytesThatAreNotUtf8AreNamedBeforeAnythingElse() {
    byte[] bytes = eventWith("sensor_id", "\"S?\"").getBytes(StandardCharsets.UTF_8);
    bytes[GOOD.indexOf("S2") + 1] = (byte) 0xff;
    assertFalse(decoder.decode(bytes, 0, bytes.length, APPENDED, row));
    assertEquals("not_utf8", row.rejection().orElseThrow().toString());
  }

  @Test
  void aRecordWithoutAValueIsNotJson() {
    assertFalse(decoder.decode(null, 0, 0, APPENDED, row));
    assertEquals(Reason.NOT_JSON, row.rejection().orElseThrow().reason());
  }

  @Test
  void aRecordMayHaveExactlyTheLargestSize() {
    String fitting = GOOD + " ".repeat(Limits.DEFAULT.maxBytes() - GOOD.length());
    assertEquals("", rejection(fitting));
    assertEquals("too_large", rejection(fitting + " "));
  }

  @Test
  void aRecordMayHaveExactlyTheGreatestDepth() {
    int inner = Limits.DEFAULT.maxDepth() - 1;
    String fitting = "{\"x\":" + "[".repeat(inner) + "]".repeat(inner) + "," + GOOD.substring(1);
    assertEquals("", rejection(fitting));
    assertEquals("too_deep", rejection(fitting.replaceFirst("\\[", "[[")));
    assertEquals("too_deep", rejection("[".repeat(60_000)));
  }

  @Test
  void ofSeveralFaultyFieldsTheFirstOfTheSchemaIsNamed() {
    assertEquals(
        "bad_time(timestamp)",
        rejection(
            "{\"traffic_density\":-1,\"average_speed\":\"x\",\"timestamp\":\"\","
                + "\"sensor_id\":\"S1\"}"));
    assertEquals("missing(sensor_id)", rejection("{\"traffic_density\":-1}"));
  }

  @Test
  void aFaultyFieldDoesNotHideThatTheRecordIsNotJson() {
    assertEquals("not_json", rejection("{\"sensor_id\":7,\"timestamp\":"));
  }

  private static String eventWith(String field, String value) {
    return GOOD.replaceFirst(
        "\"" + field + "\":(\"[^\"]*\"|[0-9.]+)", "\"" + field + "\":" + value);
  }

  private String rejection(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    boolean valid = decoder.decode(bytes, 0, bytes.length, APPENDED, row);
    assertEquals(valid, row.rejection().isEmpty());
    return row.rejection().map(why -> why.toString().replace(" ", "")).orElse("");
  }

  private static long micros(String time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
  }
}

package io.crossroads.producer.consume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.pipelines.decode.Reason;
import io.crossroads.pipelines.decode.Rejection;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class RecordFormatTest {

  private final RecordFormat text = new TextFormat();
  private final RecordFormat json = new JsonFormat();

  @Test
  void anEventIsALineForPeople() {
    assertEquals(
        " 0       12  2025-01-01T07:00:00.123Z  S1    {\"a\":1}",
        text.line(record("S1", bytes("{\"a\":1}")), null, true));
  }

  @Test
  void anEventStandsInJsonAsItIsOnOneLine() {
    assertEquals(
        "{\"partition\":0,\"offset\":12,\"append_time\":\"2025-01-01T07:00:00.123Z\",\"key\":\"S1\","
            + "\"event\":{ \"a\":1.50 }}",
        json.line(record("S1", bytes("{\n\"a\":1.50\r}")), null, true));
  }

  @Test
  void aRejectedRecordCarriesReasonAndField() {
    Rejection missing = new Rejection(Reason.MISSING, "speed");
    assertTrue(
        text.line(record("S1", bytes("{}")), missing, false)
            .endsWith("REJECTED missing (speed): {}"));
    assertTrue(
        json.line(record("S1", bytes("{}")), missing, false)
            .endsWith("\"reason\":\"missing\",\"field\":\"speed\",\"value\":\"{}\"}"));
  }

  @Test
  void aRecordWithoutKeyAndValueIsALineToo() {
    Rejection none = Rejection.of(Reason.NOT_JSON);
    assertTrue(
        text.line(record(null, null), none, false).endsWith("-     REJECTED not_json: (no value)"));
    assertTrue(
        json.line(record(null, null), none, false)
            .endsWith("\"key\":null,\"reason\":\"not_json\",\"field\":null,\"value\":null}"));
  }

  @Test
  void bytesThatAreNoTextCanStillBeRead() {
    byte[] wrong = {'a', (byte) 0xff, '\n'};
    assertTrue(text.line(record("k", wrong), null, false).endsWith("  a\\xFF\\x0A"));
    assertTrue(json.line(record("k", wrong), null, false).endsWith("\"value_base64\":\"Yf8K\"}"));
  }

  @Test
  void textKeepsItsLettersAndLosesItsControlCharacters() {
    assertEquals("é€\uD83D\uDE00\\x1B[2J", Bytes.printable(bytes("é€\uD83D\uDE00\u001b[2J"), 100));
  }

  @Test
  void whatIsLongIsCutAndSaysSo() {
    assertEquals("xxxxx… (9000 bytes)", Bytes.printable(bytes("x".repeat(9_000)), 5));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ConsumerRecord<byte[], byte[]> record(String key, byte[] value) {
    return new ConsumerRecord<>(
        "t",
        0,
        12,
        1_735_714_800_123L,
        TimestampType.LOG_APPEND_TIME,
        0,
        0,
        key == null ? null : bytes(key),
        value,
        new RecordHeaders(),
        Optional.empty());
  }
}

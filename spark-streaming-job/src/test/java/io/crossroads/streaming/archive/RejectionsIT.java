package io.crossroads.streaming.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.crossroads.streaming.TestArchive;
import io.crossroads.streaming.TestTopic;
import io.crossroads.streaming.TrafficEvents;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever is sent becomes a row, with the reason why it is no event and its bytes as they came.
 */
class RejectionsIT {

  private static final int EACH = 1_000;
  private static final int LARGE = 10;
  private static final byte[] KEY = "S1".getBytes(StandardCharsets.UTF_8);

  /** What is sent, by the reason and field that it must be rejected with. */
  private static final Map<String, List<byte[]>> WRONG = wrong();

  private final TestTopic topic = TestTopic.create(2);
  private final TestArchive archive = new TestArchive(topic);

  @AfterEach
  void close() {
    archive.close();
    topic.close();
  }

  private static Map<String, List<byte[]>> wrong() {
    Map<String, List<byte[]>> wrong = new TreeMap<>();
    wrong.put("not_json null", Arrays.asList(null, bytes(""), bytes("no json"), bytes("{\"a\":")));
    wrong.put("not_utf8 null", List.of(invalidUtf8(), new byte[] {(byte) 0xc0, (byte) 0x80}));
    wrong.put("too_deep null", List.of(bytes("{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}")));
    wrong.put("wrong_type null", List.of(bytes("[1]"), bytes("17"), bytes("null")));
    wrong.put(
        "missing sensor_id",
        List.of(
            bytes("{}"),
            event("null", "\"2026-03-01T00:00:00Z\"", "50", "7"),
            event("\"\"", "\"2026-03-01T00:00:00Z\"", "50", "7")));
    wrong.put(
        "missing average_speed", List.of(event("\"S1\"", "\"2026-03-01T00:00:00Z\"", "null", "7")));
    wrong.put(
        "wrong_type average_speed",
        List.of(event("\"S1\"", "\"2026-03-01T00:00:00Z\"", "\"50\"", "7")));
    wrong.put("not_json null NaN", List.of(speed("NaN"), speed("Infinity")));
    wrong.put("out_of_range average_speed", List.of(speed("1e999"), speed("-1"), speed("300.01")));
    wrong.put(
        "bad_time timestamp",
        List.of(
            event("\"S1\"", "\"99999-01-01T00:00:00Z\"", "50", "7"),
            event("\"S1\"", "\"1999-12-31T23:59:59Z\"", "50", "7"),
            event("\"S1\"", "\"2126-03-01T00:00:00Z\"", "50", "7"),
            event("\"S1\"", "\"yesterday\"", "50", "7")));
    wrong.put(
        "duplicate_key sensor_id",
        List.of(bytes("{\"sensor_id\":\"S1\"," + text(speed("50")).substring(1))));
    wrong.put(
        "unknown_reference sensor_id",
        List.of(event("\"S99\"", "\"2026-03-01T00:00:00Z\"", "50", "7")));
    return wrong;
  }

  @Test
  void everyReasonIsCountedAndEveryByteKept() {
    Map<String, Integer> expected = new TreeMap<>();
    List<byte[]> sent = new ArrayList<>();
    WRONG.forEach(
        (why, records) -> {
          for (int i = 0; i < EACH; i++) {
            sent.add(records.get(i % records.size()));
          }
          expected.merge(reason(why), EACH, Integer::sum);
        });
    for (int i = 0; i < LARGE; i++) {
      sent.add(bytes("{\"sensor_id\":\"" + "x".repeat(900_000) + i + "\"}"));
    }
    expected.put("too_large null", LARGE);
    for (byte[] value : sent) {
      topic.send(0, KEY, value);
    }
    topic.send(1, null, bytes(TrafficEvents.valid(1)));
    topic.send(1, null, bytes("no key either"));
    expected.merge("not_json null", 1, Integer::sum);
    topic.flush();

    archive.catchUp();

    List<Record> rejected = TestArchive.rows(archive.rejected());
    assertEquals(expected, reasons(rejected));
    assertEquals(1, TestArchive.rows(archive.archived()).size());
    for (Record row : rejected) {
      int offset = Math.toIntExact((Long) row.getField("kafka_offset"));
      boolean keyed = row.getField("kafka_partition").equals(0);
      byte[] value = keyed ? sent.get(offset) : bytes("no key either");
      assertSame(value, row.getField("raw_value"));
      assertSame(keyed ? KEY : null, row.getField("raw_key"));
    }
    assertEquals(sent.size() + 2, archive.offsets().stream().distinct().count());
    assertEquals(sent.size() + 2, archive.offsets().size());
  }

  private static Map<String, Integer> reasons(List<Record> rows) {
    Map<String, Integer> reasons = new TreeMap<>();
    rows.forEach(
        row ->
            reasons.merge(row.getField("reason") + " " + row.getField("field"), 1, Integer::sum));
    return reasons;
  }

  private static String reason(String why) {
    return why.split(" ")[0] + " " + why.split(" ")[1];
  }

  private static void assertSame(byte[] expected, Object stored) {
    if (expected == null) {
      assertNull(stored);
    } else {
      assertArrayEquals(expected, ((ByteBuffer) stored).array());
    }
  }

  private static byte[] speed(String value) {
    return event("\"S1\"", "\"2026-03-01T00:00:00Z\"", value, "7");
  }

  private static byte[] event(String sensor, String time, String speed, String density) {
    return bytes(
        String.format(
            Locale.ROOT,
            "{\"sensor_id\":%s,\"timestamp\":%s,\"average_speed\":%s,\"traffic_density\":%s}",
            sensor,
            time,
            speed,
            density));
  }

  private static byte[] invalidUtf8() {
    byte[] value = speed("50");
    value[15] = (byte) 0xff;
    return value;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

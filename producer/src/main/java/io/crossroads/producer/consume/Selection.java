package io.crossroads.producer.consume;

import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.rollup.ConditionOnEvent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which records are printed.
 *
 * @param key only records of this key; null for any
 * @param tests only valid events that meet all of these
 * @param invalidOnly only records that are no valid event
 */
record Selection(byte[] key, List<ConditionOnEvent> tests, boolean invalidOnly) {

  Selection {
    tests = List.copyOf(tests);
  }

  static Selection of(String key, List<ConditionOnEvent> tests, boolean invalidOnly) {
    byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    return new Selection(bytes, tests, invalidOnly);
  }

  /**
   * Whether a record is printed.
   *
   * @param row the decoded record
   * @param valid whether it is an event
   */
  boolean includes(ConsumerRecord<byte[], byte[]> record, EventRow row, boolean valid) {
    if (key != null && !Arrays.equals(key, record.key())) {
      return false;
    }
    if (invalidOnly) {
      return !valid;
    }
    return tests.isEmpty() || (valid && tests.stream().allMatch(test -> test.test(row)));
  }
}

package io.crossroads.producer.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.decode.Reason;
import io.crossroads.producer.CommandRun;
import io.crossroads.producer.TestBroker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProduceIT {

  private static final String SHARES =
      "--invalid=0.1 --late=0.05 --out-of-order=0.05 --duplicates=0.05";

  @TempDir private Path folder;

  @Test
  void theSameSeedPutsTheSameBytesIntoTheTopic() {
    List<ConsumerRecord<byte[], byte[]>> first = produced("seed-7", 7);
    List<ConsumerRecord<byte[], byte[]>> second = produced("seed-7-again", 7);
    List<ConsumerRecord<byte[], byte[]>> other = produced("seed-8", 8);
    assertEquals(2_000, first.size());
    assertEquals(2_000, second.size());
    for (int i = 0; i < first.size(); i++) {
      assertArrayEquals(first.get(i).key(), second.get(i).key());
      assertArrayEquals(first.get(i).value(), second.get(i).value());
    }
    assertFalse(
        new String(first.get(0).value(), StandardCharsets.UTF_8)
            .equals(new String(other.get(0).value(), StandardCharsets.UTF_8)));
  }

  private static List<ConsumerRecord<byte[], byte[]>> produced(String topic, long seed) {
    create(topic);
    String command =
        String.format(
            Locale.ROOT,
            "produce --pipeline traffic --topic %s --seed %d --rate max --count 2000 %s",
            topic,
            seed,
            SHARES);
    run(command + " --start 2025-01-01T00:00:00Z --step 100ms").expectDone();
    return TestBroker.records(topic);
  }

  @Test
  void theReportCountsWhatTheDecoderRejects() throws IOException {
    create("counted");
    Path json = folder.resolve("report.json");
    run("produce --topic counted --rate max --count 5000 " + SHARES + " --json " + json)
        .expectDone();
    EventDecoder decoder = Pipelines.named("traffic").decoder(Limits.DEFAULT);
    EventRow row = decoder.newRow();
    Map<Reason, Long> rejected = new EnumMap<>(Reason.class);
    List<ConsumerRecord<byte[], byte[]>> records = TestBroker.records("counted");
    for (ConsumerRecord<byte[], byte[]> record : records) {
      int length = record.value() == null ? 0 : record.value().length;
      if (!decoder.decode(record.value(), 0, length, record.timestamp() * 1_000, row)) {
        rejected.merge(row.rejection().orElseThrow().reason(), 1L, Long::sum);
      }
      assertEquals(TimestampType.LOG_APPEND_TIME, record.timestampType());
    }
    JsonNode report = new ObjectMapper().readTree(Files.readString(json));
    assertEquals(5_000, records.size());
    assertEquals(5_000, report.get("acknowledged").asLong());
    for (Reason reason : Reason.values()) {
      long reported = report.get("invalid_by_reason").get(reason.label()).asLong();
      assertEquals(reported, rejected.getOrDefault(reason, 0L), reason.label());
    }
  }

  @ParameterizedTest
  @CsvSource({"1000, 2", "20000, 2"})
  void aRateForATimeIsThatManyRecords(int rate, int seconds) {
    create("rate-" + rate);
    CommandRun run =
        run(
            String.format(
                Locale.ROOT,
                "produce --pipeline traffic --topic rate-%d --rate %d --duration %ds",
                rate,
                rate,
                seconds));
    System.out.println("asked for " + rate + "/s: " + run.expectDone().out().strip());
    assertEquals(rate * seconds, TestBroker.records("rate-" + rate).size());
  }

  @Test
  void recordsOfASensorStayInOrderAndInOnePartition() {
    run("topics create --topic keyed --partitions 3").expectDone();
    run("produce --pipeline traffic --topic keyed --rate max --count 500").expectDone();
    Map<String, Integer> partitions = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : TestBroker.records("keyed")) {
      String key = new String(record.key(), StandardCharsets.UTF_8);
      assertTrue(
          new String(record.value(), StandardCharsets.UTF_8).contains("\"" + key + "\""), key);
      assertEquals(
          record.partition(), partitions.computeIfAbsent(key, k -> record.partition()), key);
    }
    assertEquals(5, partitions.size());
  }

  @Test
  void aTopicThatIsNotThereIsNamedWithTheRemedy() {
    CommandRun run = run("produce --pipeline traffic --topic nowhere --count 1");
    assertEquals(1, run.code());
    assertEquals(
        "error: no topic 'nowhere'; make it with: crossroads topics create --pipeline traffic"
            + " --topic nowhere\n",
        run.messages());
  }

  private static void create(String topic) {
    run("topics create --topic " + topic).expectDone();
  }

  private static CommandRun run(String command) {
    return CommandRun.withBroker(command.split(" "));
  }
}

package io.crossroads.producer.consume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.producer.CommandRun;
import io.crossroads.producer.TestBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsumeIT {

  private static final String READ = "consume --pipeline traffic --topic read --until-end";

  @TempDir private Path folder;

  @BeforeAll
  static void fillTopic() {
    run("topics create --topic read").expectDone();
    String events = "produce --pipeline traffic --topic read --start 2025-01-06T08:00:00Z";
    run(events + " --step 1s --count 400 --rate max").expectDone();
    run(events + " --step 1s --count 100 --rate max --invalid 1").expectDone();
  }

  @Test
  void printsEveryRecordFromTheBeginning() {
    CommandRun run = run(READ + " --from-beginning").expectDone();
    assertEquals(500, run.out().lines().count());
    assertEquals("printed 500 of 500 records (100 of them invalid)\n", run.messages());
    assertTrue(run.out().startsWith(" 0        0  20"), run.out().substring(0, 80));
  }

  @Test
  void withoutABeginningItStartsWithWhatComesNext() {
    assertEquals("printed 0 of 0 records (0 of them invalid)\n", run(READ).messages());
  }

  @Test
  void comparisonsAndKeySelectValidEvents() throws JsonProcessingException {
    String command =
        READ
            + " --from-beginning --format json --key S2 --where average_speed<44"
            + " --where traffic_density>=45 --where timestamp>=2025-01-06T08:01:00Z";
    List<String> lines = run(command).expectDone().out().lines().toList();
    long expected =
        run(READ + " --from-beginning --format json")
            .out()
            .lines()
            .filter(ConsumeIT::isOne)
            .count();
    assertEquals(expected, lines.size());
    assertTrue(expected > 0, "nothing to find");
    for (String line : lines) {
      assertTrue(isOne(line), line);
    }
  }

  private static boolean isOne(String line) {
    JsonNode event = json(line).path("event");
    return event.path("sensor_id").asText().equals("S2")
        && event.path("average_speed").asDouble() < 44
        && event.path("traffic_density").asDouble() >= 45
        && event.path("timestamp").asText().compareTo("2025-01-06T08:01:00") >= 0;
  }

  @Test
  void invalidRecordsAreShownWithTheirReason() {
    CommandRun run = run(READ + " --from-beginning --invalid-only --format json").expectDone();
    List<String> lines = run.out().lines().toList();
    assertEquals(100, lines.size());
    assertTrue(lines.stream().allMatch(line -> json(line).hasNonNull("reason")), run.out());
  }

  @Test
  void offsetsAndLimitsCutOutAPart() {
    CommandRun run = run(READ + " --from-offset 120 --max 3 --format json").expectDone();
    assertEquals(
        List.of(120L, 121L, 122L),
        run.out().lines().map(line -> json(line).get("offset").asLong()).toList());
  }

  @Test
  void anOffsetThatIsNotThereIsRefused() {
    CommandRun run = run(READ + " --from-offset 501");
    assertEquals(1, run.code());
    assertTrue(run.messages().contains("partition 0 has offsets 0 to 500, not 501"));
  }

  @Test
  void appendTimesCutOutAPart() {
    List<ConsumerRecord<byte[], byte[]>> records = TestBroker.records("read");
    Instant time = Instant.ofEpochMilli(records.get(450).timestamp());
    long before = records.stream().filter(r -> r.timestamp() < time.toEpochMilli()).count();
    assertEquals(500 - before, run(READ + " --from-time " + time).out().lines().count());
    assertEquals(before, run(READ + " --from-beginning --to-time " + time).out().lines().count());
  }

  @Test
  void aTopicOfNoPipelineIsPrintedAsItIs() {
    run("topics create --topic plain --partitions 2").expectDone();
    run("replay pom.xml --topic plain").expectDone();
    CommandRun run = run("consume --topic plain --from-beginning --until-end").expectDone();
    assertTrue(run.out().contains("<artifactId>producer</artifactId>"), run.out());
    assertEquals(2, run("consume --topic plain --from-offset 0").code());
    assertEquals(2, run("consume --topic plain --partition 2").code());
  }

  @Test
  void recordsOfAbortedAndOpenTransactionsArePrintedOnlyWhenAskedFor() {
    run("topics create --topic pending").expectDone();
    try (KafkaProducer<byte[], byte[]> producer = transactional()) {
      producer.initTransactions();
      send(producer, "kept", 3);
      producer.commitTransaction();
      send(producer, "aborted", 2);
      producer.abortTransaction();
      send(producer, "open", 4);

      String read = "consume --topic pending --from-beginning --until-end";
      CommandRun committed = run(read).expectDone();
      assertEquals(3, committed.out().lines().count(), committed.out());
      assertTrue(committed.out().lines().allMatch(line -> line.contains("kept")));
      assertEquals(
          "printed 3 of 3 records\n"
              + "partition 0: 4 offsets from 7 on are held by an open transaction\n"
              + "--uncommitted prints what is in them, too\n",
          committed.messages());
      CommandRun all = run(read + " --uncommitted").expectDone();
      assertEquals(9, all.out().lines().count(), all.out());
      producer.abortTransaction();
    }
  }

  private static void send(KafkaProducer<byte[], byte[]> producer, String value, int count) {
    producer.beginTransaction();
    for (int i = 0; i < count; i++) {
      producer.send(new ProducerRecord<>("pending", value.getBytes(StandardCharsets.UTF_8)));
    }
    producer.flush();
  }

  private static KafkaProducer<byte[], byte[]> transactional() {
    return new KafkaProducer<>(
        Map.of(
            "bootstrap.servers",
            TestBroker.running().bootstrapServers(),
            "transactional.id",
            "consume"),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  @Test
  void ctrlCEndsItWithACount() throws Exception {
    Path output = folder.resolve("output");
    try (TiedProcess consume =
        TiedProcess.start(
            Launch.java(
                output,
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                List.of("-jar", Repository.built("producer/target/producer.jar").toString()),
                List.of(
                    "consume",
                    "--pipeline=traffic",
                    "--topic=read",
                    "--from-beginning",
                    "--bootstrap-servers=" + TestBroker.running().bootstrapServers())))) {
      long deadline = System.nanoTime() + 30_000_000_000L;
      while (Files.readAllLines(output).size() < 500 && System.nanoTime() < deadline) {
        LockSupport.parkNanos(50_000_000);
      }
      consume.signal("INT");
      assertEquals(0, consume.await(Duration.ofMinutes(1)).orElseThrow());
    }
    List<String> lines = Files.readAllLines(output);
    assertEquals("printed 500 of 500 records (100 of them invalid)", lines.get(lines.size() - 1));
  }

  private static JsonNode json(String line) {
    try {
      return new ObjectMapper().readTree(line);
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  private static CommandRun run(String command) {
    return CommandRun.withBroker(command.split(" "));
  }
}

package io.crossroads.producer.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.embedded.EmbeddedBroker;
import io.crossroads.embedded.Launch;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.TiedProcess;
import io.crossroads.producer.CommandRun;
import io.crossroads.producer.TestBroker;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The fat JAR in a process of its own, and what happens to it. */
class InterruptedProduceIT {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalEndsItGracefullyAndTheReportIsTrue(String signal) throws Exception {
    String topic = "signal-" + signal;
    create(topic);
    try (TiedProcess produce = produce(topic, "--rate", "max", "--step", "1ms")) {
      awaitRecords(topic, 1_000);
      produce.signal(signal);
      assertEquals(0, produce.await(LONGEST).orElseThrow(), output());
    }
    JsonNode report = report();
    assertTrue(report.get("stopped").asBoolean());
    assertEquals(0, report.get("failed").asLong());
    assertEquals(report.get("sent").asLong(), report.get("acknowledged").asLong());
    assertEquals(report.get("acknowledged").asLong(), distinctRecords(topic));
    assertTrue(output().strip().endsWith("stopped"), output());
  }

  @Test
  void aBrokerThatIsAwayIsWaitedForAndThenNamed() throws IOException {
    String address = "127.0.0.1:" + freePort();
    long begun = System.nanoTime();
    CommandRun run =
        CommandRun.of(
            "produce", "--pipeline=traffic", "--wait=2s", "--bootstrap-servers=" + address);
    assertEquals(1, run.code());
    assertTrue(
        run.messages().contains("no broker answers at " + address + " within 2 s"), run.messages());
    assertTrue(System.nanoTime() - begun > 1_500_000_000L, "it did not wait");
  }

  @Test
  void aBrokerThatIsKilledAndComesBackHasEveryRecordOnce() throws Exception {
    create("killed");
    EmbeddedBroker broker = TestBroker.running();
    try (TiedProcess produce =
        produce("killed", "--rate", "2000", "--count", "14000", "--step", "1ms")) {
      awaitRecords("killed", 1_000);
      broker.kill();
      LockSupport.parkNanos(1_000_000_000);
      broker.start();
      assertEquals(0, produce.await(LONGEST).orElseThrow(), output());
    }
    assertEquals(14_000, report().get("acknowledged").asLong());
    assertEquals(0, report().get("failed").asLong());
    assertEquals(14_000, distinctRecords("killed"));
    assertEquals(14_000, TestBroker.records("killed").size());
  }

  @Test
  void aBrokerThatDoesNotComeBackInTimeIsNamedAndFailuresAreCounted() throws Exception {
    create("gone");
    EmbeddedBroker broker = TestBroker.running();
    try (TiedProcess produce = produce("gone", "--rate", "2000", "--step", "1ms", "--wait", "2s")) {
      awaitRecords("gone", 1_000);
      broker.kill();
      assertEquals(1, produce.await(LONGEST).orElseThrow(), output());
    }
    JsonNode report = report();
    long acknowledged = report.get("acknowledged").asLong();
    long failed = report.get("failed").asLong();
    assertTrue(failed > 0, report::toString);
    assertEquals(report.get("sent").asLong(), acknowledged + failed);
    String address = broker.bootstrapServers();
    assertTrue(output().contains(address + " did not acknowledge within 2 s"), output());

    long there = distinctRecords("gone");
    assertEquals(there, TestBroker.records("gone").size());
    assertTrue(there >= acknowledged && there <= acknowledged + failed, there + " of " + report);
  }

  private static void create(String topic) {
    CommandRun.withBroker("topics", "create", "--topic", topic).expectDone();
  }

  private TiedProcess produce(String topic, String... options) {
    List<String> arguments =
        new ArrayList<>(List.of("produce", "--pipeline", "traffic", "--topic", topic));
    arguments.addAll(List.of("--bootstrap-servers", TestBroker.running().bootstrapServers()));
    arguments.addAll(List.of("--start", "2025-01-01T00:00:00Z"));
    arguments.addAll(List.of("--json", folder.resolve("report.json").toString()));
    arguments.addAll(List.of(options));
    Path jar = Repository.built("producer/target/producer.jar");
    return TiedProcess.start(
        Launch.java(
            folder.resolve("output"),
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
            List.of("-jar", jar.toString()),
            arguments));
  }

  private String output() {
    try {
      return Files.readString(folder.resolve("output"));
    } catch (IOException e) {
      return "no output: " + e;
    }
  }

  private JsonNode report() throws IOException {
    return new ObjectMapper().readTree(Files.readString(folder.resolve("report.json")));
  }

  private static void awaitRecords(String topic, int records) {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    while (TestBroker.records(topic).size() < records) {
      assertTrue(System.nanoTime() < deadline, "no records in " + topic);
      LockSupport.parkNanos(50_000_000);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Every event has a time of its own. */
  private static long distinctRecords(String topic) {
    Set<String> times = new HashSet<>();
    for (ConsumerRecord<byte[], byte[]> record : TestBroker.records(topic)) {
      String event = new String(record.value(), StandardCharsets.UTF_8);
      times.add(event.replaceAll(".*\"timestamp\":\"([^\"]*)\".*", "$1"));
    }
    return times.size();
  }
}

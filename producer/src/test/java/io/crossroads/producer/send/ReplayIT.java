package io.crossroads.producer.send;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.crossroads.producer.CommandRun;
import io.crossroads.producer.TestBroker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayIT {

  private static final String EVENT =
      "{\"sensor_id\":\"S4\",\"timestamp\":\"2025-01-01T00:00:00Z\",\"average_speed\":1,"
          + "\"traffic_density\":2}";

  @TempDir private Path folder;

  @Test
  void linesArriveByteByByteAlsoFromGzip() throws IOException {
    ByteArrayOutputStream noise = new ByteArrayOutputStream();
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 300_000; i++) {
      noise.write(random.nextInt(256));
    }
    noise.write('\n');
    noise.write("\r\n\nlast".getBytes(StandardCharsets.US_ASCII));
    Path plain = Files.write(folder.resolve("noise"), noise.toByteArray());
    Path packed = folder.resolve("noise-packed");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(noise.toByteArray());
    }
    CommandRun.withBroker("topics", "create", "--topic", "noise").expectDone();

    CommandRun.withBroker("replay", "--topic", "noise", plain.toString(), packed.toString())
        .expectDone();

    ByteArrayOutputStream read = new ByteArrayOutputStream();
    List<ConsumerRecord<byte[], byte[]>> records = TestBroker.records("noise");
    for (ConsumerRecord<byte[], byte[]> record : records.subList(0, records.size() / 2)) {
      read.write(record.value());
      read.write('\n');
    }
    noise.write('\n');
    assertArrayEquals(noise.toByteArray(), read.toByteArray());
    for (int i = 0; i < records.size() / 2; i++) {
      assertArrayEquals(
          records.get(i).value(), records.get(records.size() / 2 + i).value(), "line " + i);
    }
  }

  @Test
  void theKeyIsTheEventsAndOtherLinesHaveNone() throws IOException {
    Path file = Files.writeString(folder.resolve("events"), EVENT + "\nsensor failure\n");
    CommandRun.withBroker("topics", "create", "--topic", "keys").expectDone();
    CommandRun run =
        CommandRun.withBroker(
            "replay", "--pipeline", "traffic", "--topic", "keys", file.toString());
    assertTrue(run.expectDone().out().startsWith("sent 2, acknowledged 2, failed 0"), run.out());
    List<ConsumerRecord<byte[], byte[]>> records = TestBroker.records("keys");
    assertEquals("S4", new String(records.get(0).key(), StandardCharsets.UTF_8));
    assertEquals(null, records.get(1).key());
  }

  @Test
  void whatDoesNotLookLikeEventsIsSentAndSaid() throws IOException {
    Path csv = Files.writeString(folder.resolve("counts.csv"), "id;count\n1;5\n2;7\n");
    Path pretty = Files.writeString(folder.resolve("one.json"), "{\n  \"a\": 1\n}\n");
    CommandRun.withBroker("topics", "create", "--topic", "odd").expectDone();
    CommandRun run =
        CommandRun.withBroker(
            "replay", "--pipeline", "traffic", "--topic", "odd", csv.toString(), pretty.toString());
    assertTrue(run.expectDone().out().startsWith("sent 6, acknowledged 6"), run.out());
    assertTrue(run.messages().contains("counts.csv looks like a CSV file"), run.messages());
    assertTrue(
        run.messages().contains("one.json looks like one JSON text over several lines"),
        run.messages());
    assertTrue(run.messages().contains("6 of 6 lines are no JSON objects"), run.messages());
    assertEquals(6, TestBroker.records("odd").size());
  }

  @Test
  void blankLinesAtTheEndOfAFileAreLeftOutAndOthersSent() throws IOException {
    Path one = Files.writeString(folder.resolve("one"), EVENT + "\r\n\r\n" + EVENT + "\r\n \r\n\n");
    Path two = Files.writeString(folder.resolve("two"), "\n" + EVENT);
    CommandRun.withBroker("topics", "create", "--topic", "ends").expectDone();
    CommandRun run =
        CommandRun.withBroker(
            "replay", "--pipeline", "traffic", "--topic", "ends", one.toString(), two.toString());
    assertTrue(run.expectDone().out().startsWith("sent 5, acknowledged 5"), run.out());
    assertTrue(run.messages().contains("one: 2 blank lines at its end left out"), run.messages());
    assertEquals(
        List.of(EVENT + "\r", "\r", EVENT + "\r", "", EVENT),
        TestBroker.records("ends").stream()
            .map(record -> new String(record.value(), StandardCharsets.UTF_8))
            .toList());
  }

  @Test
  void aRecordThatIsTooLargeFailsAndTheOthersArrive() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("large"), "a\n" + "x".repeat(2 << 20) + "\n" + "y".repeat(900_000));
    CommandRun.withBroker("topics", "create", "--topic", "large").expectDone();
    CommandRun run = CommandRun.withBroker("replay", "--topic", "large", file.toString());
    assertEquals(1, run.code());
    assertTrue(run.out().startsWith("sent 3, acknowledged 2, failed 1"), run.out());
    assertTrue(run.messages().contains("1 of 3 records failed"), run.messages());
    assertEquals(2, TestBroker.records("large").size());
  }

  @Test
  void aFileThatBreaksOffIsNamedAndWhatCameBeforeIsReported() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      for (int i = 0; i < 50_000; i++) {
        out.write((i * 7919 + "\n").getBytes(StandardCharsets.US_ASCII));
      }
    }
    byte[] half = Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
    Path file = Files.write(folder.resolve("half.gz"), half);
    CommandRun.withBroker("topics", "create", "--topic", "half").expectDone();
    CommandRun run = CommandRun.withBroker("replay", "--topic", "half", file.toString());
    assertEquals(1, run.code());
    assertTrue(run.messages().contains("half.gz after line "), run.messages());
    long arrived = TestBroker.records("half").size();
    assertTrue(arrived > 0, "nothing arrived");
    assertTrue(
        run.out()
            .startsWith(String.format(Locale.ROOT, "sent %d, acknowledged %d,", arrived, arrived)),
        run.out());
  }
}

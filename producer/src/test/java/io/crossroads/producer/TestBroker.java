package io.crossroads.producer;

import io.crossroads.embedded.EmbeddedBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** One real broker for all tests of this module; it ends with the virtual machine. */
public final class TestBroker {

  private static EmbeddedBroker broker;

  private TestBroker() {}

  /** The broker, running. */
  public static synchronized EmbeddedBroker running() {
    if (broker == null) {
      try {
        Path target = Files.createDirectories(Path.of("target", "broker"));
        broker = new EmbeddedBroker(Files.createTempDirectory(target, "run"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    if (!broker.isRunning()) {
      broker.start();
    }
    return broker;
  }

  /** Everything that is in a topic, partition by partition. */
  public static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    Map<String, Object> settings = Map.of("bootstrap.servers", running().bootstrapServers());
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      for (PartitionInfo info : consumer.partitionsFor(topic)) {
        TopicPartition partition = new TopicPartition(topic, info.partition());
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
          consumer.poll(Duration.ofMillis(500)).forEach(records::add);
        }
      }
    }
    return records;
  }
}

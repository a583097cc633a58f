package io.crossroads.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {

  private static final TopicPartition PARTITION = new TopicPartition("words", 0);

  @TempDir Path folder;

  @Test
  void whatIsAcknowledgedIsThereAfterAKillAndAfterAGracefulStop() throws Exception {
    try (EmbeddedBroker broker = new EmbeddedBroker(folder).start()) {
      createTopic(broker);
      send(broker, "before the kill");
      broker.kill();
      broker.start();
      send(broker, "before the stop");
      broker.stop();
      broker.start();

      assertEquals(List.of("before the kill", "before the stop"), received(broker, 2));
    }
  }

  @Test
  void aTopicThatNobodyCreatedDoesNotAppear() throws Exception {
    Map<String, String> impatient = Map.of("log.retention.ms", "60000");
    try (EmbeddedBroker broker = new EmbeddedBroker(folder, impatient).start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      ExecutionException failure =
          assertThrows(
              ExecutionException.class,
              () -> admin.describeTopics(List.of("words")).allTopicNames().get());
      assertTrue(
          failure.getCause() instanceof UnknownTopicOrPartitionException, () -> "" + failure);
    }
  }

  @Test
  void aBrokerThatCannotStartSaysWhy() {
    EmbeddedBroker broker = new EmbeddedBroker(folder, Map.of("process.roles", "butler"));
    IllegalStateException failure = assertThrows(IllegalStateException.class, broker::start);
    assertTrue(failure.getMessage().contains("butler"), failure::getMessage);
  }

  private static void createTopic(EmbeddedBroker broker) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      NewTopic topic = new NewTopic(PARTITION.topic(), Optional.of(1), Optional.empty());
      admin.createTopics(List.of(topic)).all().get();
    }
  }

  private static void send(EmbeddedBroker broker, String word) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      producer.send(new ProducerRecord<>(PARTITION.topic(), word)).get();
    }
  }

  private static List<String> received(EmbeddedBroker broker, int count) {
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers(), "fetch.min.bytes", "100"),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.assign(List.of(PARTITION));
      consumer.seekToBeginning(List.of(PARTITION));
      List<String> words = new ArrayList<>();
      for (int poll = 0; poll < 20 && words.size() < count; poll++) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> words.add(record.value()));
      }
      return words;
    }
  }
}

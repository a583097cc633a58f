package io.crossroads.benchmarks;

import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.simulate.SimulatedEvent;
import io.crossroads.pipelines.simulate.Simulator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with events of pipeline {@code traffic}, spread evenly over its partitions. */
final class EventFiller {

  private static final int PARTITIONS = 4;
  private static final long BEGIN_MICROS = 1_772_323_200_000_000L; // 2026-03-01T00:00:00Z
  private static final long STEP_MICROS = 10_000;

  private EventFiller() {}

  /** Creates the topic and fills it; gives the mean length of a value in bytes. */
  static double fill(String bootstrapServers, String topic, long records)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin
          .createTopics(
              List.of(
                  new NewTopic(topic, PARTITIONS, (short) 1)
                      .configs(Map.of("message.timestamp.type", "LogAppendTime"))))
          .all()
          .get();
      // Only when a leader knows its partition does it take what is sent in order (KAFKA-15591).
      admin
          .listOffsets(
              IntStream.range(0, PARTITIONS)
                  .mapToObj(partition -> new TopicPartition(topic, partition))
                  .collect(Collectors.toMap(Function.identity(), at -> OffsetSpec.latest())))
          .all()
          .get();
    }
    Simulator simulator = Pipelines.named("traffic").simulators().apply(1);
    long bytes = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "compression.type",
                "lz4",
                "linger.ms",
                20,
                "batch.size",
                256 << 10),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (long i = 0; i < records; i++) {
        SimulatedEvent event = simulator.next(BEGIN_MICROS + i * STEP_MICROS);
        bytes += event.value().length;
        producer.send(
            new ProducerRecord<>(topic, (int) (i % PARTITIONS), event.key(), event.value()));
      }
    }
    return (double) bytes / records;
  }
}

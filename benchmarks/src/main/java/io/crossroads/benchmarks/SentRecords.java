package io.crossroads.benchmarks;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.EventDecoder;
import io.crossroads.pipelines.decode.EventRow;
import io.crossroads.pipelines.decode.Limits;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * When each record of a topic was sent: simulators by the wall clock give every event the time at
 * which it is made. A rejected record counts from its append time.
 *
 * @param micros by partition and offset, microseconds since the epoch
 */
record SentRecords(Map<Integer, long[]> micros) {

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  /**
   * Reads all that a topic holds.
   *
   * @throws IllegalStateException if the broker does not give it
   */
  static SentRecords read(String bootstrapServers, Pipeline pipeline) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(pipeline.topic()).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<Integer, long[]> micros = new HashMap<>();
      long missing = 0;
      for (Map.Entry<TopicPartition, Long> end : consumer.endOffsets(partitions).entrySet()) {
        micros.put(end.getKey().partition(), new long[Math.toIntExact(end.getValue())]);
        missing += end.getValue();
      }
      EventTimes times = new EventTimes(pipeline);
      long deadline = System.nanoTime() + LONGEST_SILENCE.toNanos();
      while (missing > 0) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
          long[] sent = micros.get(record.partition());
          if (record.offset() < sent.length) {
            sent[(int) record.offset()] = times.of(record);
            missing--;
            deadline = System.nanoTime() + LONGEST_SILENCE.toNanos();
          }
        }
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException(
              String.format(
                  Locale.ROOT, "%s: %d records cannot be read", pipeline.topic(), missing));
        }
      }
      return new SentRecords(micros);
    }
  }

  /** Reads the times of events. */
  private static final class EventTimes {

    private final EventDecoder decoder;
    private final EventRow row;
    private final int eventTime;

    EventTimes(Pipeline pipeline) {
      decoder = pipeline.decoder(Limits.DEFAULT);
      row = decoder.newRow();
      eventTime = pipeline.schema().indexOf(pipeline.schema().eventTime());
    }

    long of(ConsumerRecord<byte[], byte[]> record) {
      boolean valid =
          decoder.decode(
              record.value(),
              0,
              record.value().length,
              name ->
                  Optional.ofNullable(record.headers().lastHeader(name))
                      .map(Header::value)
                      .orElse(null),
              record.timestamp() * 1_000,
              row);
      return valid ? row.number(eventTime) : record.timestamp() * 1_000;
    }
  }
}

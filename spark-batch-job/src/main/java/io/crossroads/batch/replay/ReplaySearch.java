package io.crossroads.batch.replay;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.position.RecordPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks for records in a topic whose header names one that was to be replayed. */
final class ReplaySearch {

  /** How long others' open transactions are waited for: a minute is their usual limit. */
  private static final Duration PATIENCE = Duration.ofSeconds(65);

  private static final Duration POLL = Duration.ofMillis(200);

  private final String bootstrapServers;
  private final String topic;
  private final Map<String, RecordPosition> wanted = new HashMap<>();
  private final SortedMap<Integer, Long> from = new TreeMap<>();
  private final Map<RecordPosition, Long> found = new HashMap<>();

  /**
   * A search.
   *
   * @param from by rejected record, the offset of its partition to begin at
   */
  ReplaySearch(String bootstrapServers, String topic, Map<RecordPosition, Long> from) {
    this.bootstrapServers = bootstrapServers;
    this.topic = topic;
    from.forEach(
        (record, offset) -> {
          wanted.put(record.toString(), record);
          this.from.merge(record.partition(), offset, Math::min);
        });
  }

  /**
   * Reads all committed records of the partitions in question.
   *
   * @param begins by partition, the first offset that the broker holds
   * @param ends by partition, the offset after the last one, committed or not
   * @return by the rejected record, its offset in its partition
   * @throws CommandFailure if an open transaction hides a part of them
   */
  Map<RecordPosition, Long> between(Map<Integer, Long> begins, Map<Integer, Long> ends) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "isolation.level", "read_committed",
                "enable.auto.commit", "false",
                "auto.offset.reset", "none"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      from.forEach(
          (number, offset) -> {
            TopicPartition partition = new TopicPartition(topic, number);
            consumer.assign(List.of(partition));
            consumer.seek(partition, Math.max(offset, begins.get(number)));
            read(consumer, partition, ends.get(number));
          });
      return found;
    } catch (KafkaException e) {
      throw new CommandFailure("broker at " + bootstrapServers + ": " + e.getMessage(), e);
    }
  }

  private void read(KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long end) {
    long reached = consumer.position(partition);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (reached < end) {
      consumer.poll(POLL).forEach(this::look);
      long now = consumer.position(partition);
      if (now > reached) {
        reached = now;
        deadline = System.nanoTime() + PATIENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new CommandFailure(
            String.format(
                Locale.ROOT,
                "partition %d of topic %s can be read only up to offset %d of %d, as a producer has left a transaction open: run the command again when it has ended",
                partition.partition(),
                topic,
                now,
                end));
      }
    }
  }

  private void look(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(ReplayHeader.NAME);
    if (header != null && header.value() != null) {
      RecordPosition of = wanted.get(ReplayHeader.text(header.value()));
      if (of != null) {
        found.put(of, record.offset());
      }
    }
  }
}

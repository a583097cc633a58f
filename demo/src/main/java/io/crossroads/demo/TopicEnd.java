package io.crossroads.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records the broker has taken, and since when. */
final class TopicEnd implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final Admin admin;
  private final TopicPartition partition;
  private long latest;

  TopicEnd(String bootstrapServers, String topic) {
    admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
    partition = new TopicPartition(topic, 0);
  }

  /** The end of the topic's only partition; what was last known where the broker is too busy. */
  long records() {
    try {
      latest =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.latest()))
              .partitionResult(partition)
              .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
              .offset();
    } catch (ExecutionException | TimeoutException busy) {
      return latest;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return latest;
  }

  /** When the broker appended the topic's first record; empty while there is none. */
  Optional<Instant> begin() {
    try {
      long time =
          admin
              .listOffsets(Map.of(partition, OffsetSpec.forTimestamp(0)))
              .partitionResult(partition)
              .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
              .timestamp();
      return time < 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(time));
    } catch (ExecutionException | TimeoutException busy) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    admin.close(TIMEOUT);
  }
}

package io.crossroads.demo;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records the broker has taken, for people who watch. */
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

  @Override
  public void close() {
    admin.close(TIMEOUT);
  }
}

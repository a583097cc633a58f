package io.crossroads.demo.watch;

import io.crossroads.pipelines.Pipeline;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How many records the broker has taken, and since when. */
public final class TopicEnd implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final Admin admin;
  private final List<Pipeline> pipelines;
  private long latest;

  /** Asks the broker for the topics of pipelines. */
  public TopicEnd(String bootstrapServers, List<Pipeline> pipelines) {
    this.admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers));
    this.pipelines = pipelines;
  }

  /** The sum of the ends of all partitions; what was last known where the broker is too busy. */
  long records() {
    latest =
        ask(pipelines, OffsetSpec.latest())
            .map(ends -> ends.stream().mapToLong(ListOffsetsResultInfo::offset).sum())
            .orElse(latest);
    return latest;
  }

  /** When each topic had its first record; empty while one has none. */
  Optional<Instant> begin() {
    Instant begin = Instant.EPOCH;
    for (Pipeline pipeline : pipelines) {
      OptionalLong first =
          ask(List.of(pipeline), OffsetSpec.forTimestamp(0)).stream()
              .flatMap(List::stream)
              .mapToLong(ListOffsetsResultInfo::timestamp)
              .filter(time -> time >= 0)
              .min();
      if (first.isEmpty()) {
        return Optional.empty();
      }
      Instant time = Instant.ofEpochMilli(first.getAsLong());
      begin = time.isAfter(begin) ? time : begin;
    }
    return Optional.of(begin);
  }

  private Optional<List<ListOffsetsResultInfo>> ask(List<Pipeline> of, OffsetSpec what) {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (Pipeline pipeline : of) {
      for (int partition = 0; partition < pipeline.topicPartitions(); partition++) {
        partitions.put(new TopicPartition(pipeline.topic(), partition), what);
      }
    }
    try {
      return Optional.of(
          List.copyOf(
              admin
                  .listOffsets(partitions)
                  .all()
                  .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                  .values()));
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

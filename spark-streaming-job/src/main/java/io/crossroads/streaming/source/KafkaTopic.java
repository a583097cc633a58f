package io.crossroads.streaming.source;

import io.crossroads.cli.CommandFailure;
import io.crossroads.layers.position.OffsetRange;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A topic as its broker describes it. */
public final class KafkaTopic implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Admin admin;
  private final String name;

  /**
   * Connects, and makes sure that the topic suits an archive.
   *
   * @param bootstrapServers comma-separated {@code host:port}
   * @throws CommandFailure if there is no such topic, or it does not suit
   * @throws RuntimeException of any other kind if the broker is not there
   */
  public static KafkaTopic connect(String bootstrapServers, String name) {
    int millis = Math.toIntExact(TIMEOUT.toMillis());
    Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "request.timeout.ms", millis,
                "default.api.timeout.ms", millis));
    KafkaTopic topic = new KafkaTopic(admin, name);
    try {
      topic.requireSuitable();
      return topic;
    } catch (RuntimeException e) {
      topic.close();
      throw e;
    }
  }

  private KafkaTopic(Admin admin, String name) {
    this.admin = admin;
    this.name = name;
  }

  /**
   * What the broker holds now.
   *
   * @throws CommandFailure if there is no such topic
   * @throws IllegalStateException if the broker does not answer
   */
  public TopicState state() {
    TopicDescription description = describe();
    List<TopicPartition> partitions =
        description.partitions().stream()
            .map(partition -> new TopicPartition(name, partition.partition()))
            .toList();
    var begins = offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    var ends = offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, ListOffsetsResultInfo> firsts = answer(begins);
    Map<TopicPartition, ListOffsetsResultInfo> lasts = answer(ends);
    // After the ends: a record that comes between the two must not look held up.
    Map<TopicPartition, ListOffsetsResultInfo> stable =
        answer(offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED));
    SortedMap<Integer, OffsetRange> ranges = new TreeMap<>();
    SortedMap<Integer, Long> stableEnds = new TreeMap<>();
    for (TopicPartition partition : partitions) {
      long begin = firsts.get(partition).offset();
      long end = lasts.get(partition).offset();
      ranges.put(partition.partition(), new OffsetRange(begin, Math.max(begin, end)));
      stableEnds.put(
          partition.partition(), Math.min(Math.max(begin, end), stable.get(partition).offset()));
    }
    return new TopicState(name, description.topicId().toString(), ranges, stableEnds);
  }

  /** What keeps records of a state from being read, for people; empty if nothing does. */
  public Optional<String> heldBy(TopicState state) {
    return state.held().isEmpty()
        ? Optional.empty()
        : Optional.of(new OpenTransactions(admin, name).of(state));
  }

  /**
   * Makes sure that the topic's settings let an archive be complete.
   *
   * @throws CommandFailure if they do not; says what to change
   */
  public void requireSuitable() {
    describe();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    Config config = answer(admin.describeConfigs(List.of(resource)).all()).get(resource);
    require(
        config,
        "message.timestamp.type",
        "LogAppendTime"::equals,
        "LogAppendTime",
        "times of arrival come from the broker");
    require(
        config,
        "cleanup.policy",
        policy -> !policy.contains("compact"),
        "delete",
        "compaction removes records that are not archived yet");
  }

  private void require(
      Config config, String setting, Predicate<String> suits, String wanted, String why) {
    String value = config.get(setting).value();
    if (!suits.test(value)) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "topic %s has %s=%s, the archive needs %s, as %s: 'bin/crossroads topics create --topic %s --repair' changes it",
              name,
              setting,
              value,
              wanted,
              why,
              name));
    }
  }

  private TopicDescription describe() {
    return answer(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
  }

  private KafkaFuture<Map<TopicPartition, ListOffsetsResultInfo>> offsets(
      List<TopicPartition> partitions, OffsetSpec which, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> request = new HashMap<>();
    partitions.forEach(partition -> request.put(partition, which));
    return admin.listOffsets(request, new ListOffsetsOptions(isolation)).all();
  }

  private <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new CommandFailure(
            String.format(
                Locale.ROOT,
                "there is no topic '%s': create it with 'bin/crossroads topics create --topic %s'",
                name,
                name),
            e.getCause());
      }
      throw new IllegalStateException("broker: " + e.getCause().getMessage(), e.getCause());
    } catch (TimeoutException e) {
      throw new IllegalStateException("broker does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking the broker", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}

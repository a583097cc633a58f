package io.crossroads.streaming;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of a test's own, and everything that a test does to one. */
public final class TestTopic implements AutoCloseable {

  private static final AtomicInteger MADE = new AtomicInteger();

  private final String name = "topic-" + MADE.incrementAndGet();
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;
  private volatile Exception refused;

  private TestTopic() {
    String servers = TestPlatform.get().broker().bootstrapServers();
    this.admin = Admin.create(Map.of("bootstrap.servers", servers));
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                servers,
                "acks",
                "all",
                "compression.type",
                "lz4",
                "max.request.size",
                2_000_000,
                "linger.ms",
                5),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public static TestTopic create(int partitions) {
    return create(partitions, Map.of());
  }

  public static TestTopic create(int partitions, Map<String, String> settings) {
    TestTopic topic = new TestTopic();
    topic.make(partitions, settings);
    return topic;
  }

  /** A name that no topic has yet. */
  public static TestTopic absent() {
    return new TestTopic();
  }

  public String name() {
    return name;
  }

  public void make(int partitions, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>();
    all.put("message.timestamp.type", "LogAppendTime");
    all.put("max.message.bytes", "2000000");
    all.putAll(settings);
    done(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(all))).all());
    awaitPartitions(partitions);
  }

  public void delete() {
    done(admin.deleteTopics(List.of(name)).all());
  }

  public void deleteRecordsBefore(int partition, long offset) {
    done(
        admin
            .deleteRecords(
                Map.of(new TopicPartition(name, partition), RecordsToDelete.beforeOffset(offset)))
            .all());
  }

  public void addPartitions(int total) {
    done(admin.createPartitions(Map.of(name, NewPartitions.increaseTo(total))).all());
  }

  /**
   * The controller has answered; the broker, which jobs ask, learns of it a moment later, and only
   * then may events be sent (KAFKA-15591).
   */
  public void awaitPartitions(int total) {
    while (describedPartitions() < total) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
    done(
        admin
            .listOffsets(
                IntStream.range(0, total)
                    .mapToObj(partition -> new TopicPartition(name, partition))
                    .collect(Collectors.toMap(Function.identity(), at -> OffsetSpec.latest())))
            .all());
    producer.partitionsFor(name);
  }

  private int describedPartitions() {
    try {
      return done(admin.describeTopics(Set.of(name)).allTopicNames()).get(name).partitions().size();
    } catch (IllegalStateException e) {
      if (e.getCause().getCause() instanceof UnknownTopicOrPartitionException) {
        return 0;
      }
      throw e;
    }
  }

  /** Sends valid events to partition 0 in one transaction, which ends with a mark of its own. */
  public void sendInTransaction(int count, boolean committed) {
    try (KafkaProducer<byte[], byte[]> transactional =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                TestPlatform.get().broker().bootstrapServers(),
                "transactional.id",
                name),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      transactional.initTransactions();
      transactional.beginTransaction();
      for (int i = 0; i < count; i++) {
        transactional.send(
            new ProducerRecord<>(
                name, 0, null, TrafficEvents.valid(i).getBytes(StandardCharsets.UTF_8)));
      }
      transactional.flush();
      if (committed) {
        transactional.commitTransaction();
      } else {
        transactional.abortTransaction();
      }
    }
  }

  /** Changes a setting of the topic while it is in use. */
  public void set(String setting, String value) {
    done(
        admin
            .incrementalAlterConfigs(
                Map.of(
                    new ConfigResource(ConfigResource.Type.TOPIC, name),
                    List.of(
                        new AlterConfigOp(
                            new ConfigEntry(setting, value), AlterConfigOp.OpType.SET))))
            .all());
  }

  /** Sends a valid event to a partition with a time of the producer's. */
  public void sendAt(int partition, long millis) {
    byte[] value = TrafficEvents.valid(1).getBytes(StandardCharsets.UTF_8);
    send(new ProducerRecord<>(name, partition, millis, null, value));
    flush();
  }

  /** A transaction on partition 0 with some valid events, which stays open. */
  public KafkaProducer<byte[], byte[]> openTransaction(int count) {
    KafkaProducer<byte[], byte[]> transactional =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                TestPlatform.get().broker().bootstrapServers(),
                "transactional.id",
                "open-" + name),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    transactional.initTransactions();
    transactional.beginTransaction();
    for (int i = 0; i < count; i++) {
      transactional.send(
          new ProducerRecord<>(
              name, 0, null, TrafficEvents.valid(i).getBytes(StandardCharsets.UTF_8)));
    }
    transactional.flush();
    return transactional;
  }

  public String id() {
    return done(admin.describeTopics(Set.of(name)).allTopicNames()).get(name).topicId().toString();
  }

  public void send(int partition, byte[] key, byte[] value) {
    send(new ProducerRecord<>(name, partition, key, value));
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    producer.send(
        record,
        (appended, failure) -> {
          if (failure != null) {
            refused = failure;
          }
        });
  }

  public void send(int partition, String value) {
    send(partition, "k".getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends valid events, spread evenly over partitions, and waits until the broker has them. */
  public void sendEvents(int count, int partitions) {
    for (int i = 0; i < count; i++) {
      send(i % partitions, TrafficEvents.valid(i));
    }
    producer.flush();
  }

  /** Returns when the broker has everything that was sent. */
  public void flush() {
    producer.flush();
    if (refused != null) {
      throw new IllegalStateException("not appended to " + name, refused);
    }
  }

  private static <T> T done(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(5));
    admin.close(Duration.ofSeconds(5));
  }
}

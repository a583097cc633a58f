package io.crossroads.batch.replay;

import io.crossroads.cli.CommandFailure;
import io.crossroads.lake.HeadersText;
import io.crossroads.layers.position.RecordPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic that records go through again. They are sent in transactions of one name: whoever opens
 * it ends what another one has left, and keeps that one from sending any more.
 */
final class ReplayTopic implements AutoCloseable {

  private static final int MILLIS_TO_ANSWER = 30_000;

  private final String name;
  private final String bootstrapServers;
  private final Admin admin;
  private final Producer<byte[], byte[]> producer;
  private final String id;

  /**
   * Where the records of a search are.
   *
   * @param offsets by the rejected record, its offset in its partition; none for those that are not
   *     there
   * @param begins by partition, the first offset that the broker still holds
   */
  record Found(Map<RecordPosition, Long> offsets, Map<Integer, Long> begins) {}

  /** A record that the broker does not take, and why. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient RecordPosition record;

    RefusedException(RecordPosition record, Throwable cause) {
      super(cause.getMessage(), cause);
      this.record = record;
    }

    RecordPosition record() {
      return record;
    }
  }

  private ReplayTopic(
      String name,
      String bootstrapServers,
      Admin admin,
      Producer<byte[], byte[]> producer,
      String id) {
    this.name = name;
    this.bootstrapServers = bootstrapServers;
    this.admin = admin;
    this.producer = producer;
    this.id = id;
  }

  /**
   * Connects; any transaction of this name that was open has ended after it.
   *
   * @param transactionalId the name of the transactions
   * @throws CommandFailure if the topic or the broker is not there
   */
  static ReplayTopic open(String bootstrapServers, String name, String transactionalId) {
    Admin admin =
        Admin.create(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "request.timeout.ms", MILLIS_TO_ANSWER,
                "default.api.timeout.ms", MILLIS_TO_ANSWER));
    Producer<byte[], byte[]> producer = null;
    boolean done = false;
    try {
      String id = describe(admin, name).topicId().toString();
      producer =
          new KafkaProducer<>(
              Map.of(
                  "bootstrap.servers", bootstrapServers,
                  "transactional.id", transactionalId,
                  "acks", "all",
                  // Until then, one that was killed keeps others from reading on.
                  "transaction.timeout.ms", MILLIS_TO_ANSWER,
                  // How large a record may be is the topic's to say.
                  "max.request.size", Integer.MAX_VALUE,
                  "buffer.memory", 64L << 20,
                  "max.block.ms", MILLIS_TO_ANSWER),
              new ByteArraySerializer(),
              new ByteArraySerializer());
      producer.initTransactions();
      done = true;
      return new ReplayTopic(name, bootstrapServers, admin, producer, id);
    } catch (KafkaException e) {
      throw new CommandFailure("broker at " + bootstrapServers + ": " + e.getMessage(), e);
    } finally {
      if (!done) {
        if (producer != null) {
          producer.close(Duration.ZERO);
        }
        admin.close(Duration.ZERO);
      }
    }
  }

  /** The id that it had when it was opened. */
  String id() {
    return id;
  }

  /** By partition, the offset that the next record gets. */
  Map<Integer, Long> ends() {
    return offsets(OffsetSpec.latest());
  }

  private Map<Integer, Long> offsets(OffsetSpec which) {
    Map<TopicPartition, OffsetSpec> request = new HashMap<>();
    describe(admin, name)
        .partitions()
        .forEach(partition -> request.put(new TopicPartition(name, partition.partition()), which));
    Map<Integer, Long> offsets = new TreeMap<>();
    answer(admin.listOffsets(request).all(), name)
        .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
    return offsets;
  }

  /**
   * Sends records, each into the partition that it came from: all of them or none.
   *
   * @param beforeCommit called when all have been sent, in the transaction
   * @return by the rejected record, its offset in its partition
   * @throws RefusedException if the broker does not take one of them; nothing is sent
   * @throws CommandFailure if the broker fails. Whether the records are in the topic is for {@link
   *     #find} to tell, after it was opened again
   */
  Map<RecordPosition, Long> send(List<RejectedRecord> records, Runnable beforeCommit)
      throws RefusedException {
    boolean done = false;
    try {
      producer.beginTransaction();
      Map<RecordPosition, Long> offsets = sendAll(records);
      requireSameTopic();
      beforeCommit.run();
      producer.commitTransaction();
      done = true;
      return offsets;
    } catch (KafkaException e) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "broker at %s: %s; run the command again, it sends nothing twice",
              bootstrapServers,
              e.getMessage()),
          e);
    } finally {
      if (!done) {
        abort();
      }
    }
  }

  /** An open transaction would keep others from reading on until it is given up. */
  private void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      // It is of no use any more; the broker ends it after its timeout, or the next run does.
    }
  }

  private Map<RecordPosition, Long> sendAll(List<RejectedRecord> records) throws RefusedException {
    Map<RecordPosition, Future<RecordMetadata>> sent = new LinkedHashMap<>();
    KafkaException failure = null;
    try {
      for (RejectedRecord record : records) {
        sent.put(record.position(), producer.send(again(record)));
      }
      producer.flush();
    } catch (KafkaException e) {
      // One that was sent before it may be the reason.
      failure = e;
    }
    Map<RecordPosition, Long> offsets = new LinkedHashMap<>();
    for (Map.Entry<RecordPosition, Future<RecordMetadata>> one : sent.entrySet()) {
      try {
        offsets.put(one.getKey(), one.getValue().get().offset());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof RecordTooLargeException) {
          throw new RefusedException(one.getKey(), e.getCause());
        }
        failure = failure == null ? new KafkaException(e.getCause()) : failure;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new KafkaException("interrupted while sending", e);
      }
    }
    if (failure != null) {
      throw failure;
    }
    return offsets;
  }

  private ProducerRecord<byte[], byte[]> again(RejectedRecord record) {
    ProducerRecord<byte[], byte[]> again =
        new ProducerRecord<>(name, record.position().partition(), record.key(), record.value());
    HeadersText.all(record.headersText())
        .forEach(header -> again.headers().add(header.name(), header.value()));
    again.headers().add(ReplayHeader.NAME, ReplayHeader.value(record.position()));
    return again;
  }

  private void requireSameTopic() {
    String now = describe(admin, name).topicId().toString();
    if (!now.equals(id)) {
      throw new KafkaException(
          String.format(
              Locale.ROOT, "topic %s was recreated: it had id %s and has %s", name, id, now));
    }
  }

  /**
   * Looks records up that may have been sent; every transaction of this name has ended.
   *
   * @param from by rejected record, the offset of its partition to begin at
   * @throws CommandFailure if an open transaction of somebody else hides a part of the topic
   */
  Found find(Map<RecordPosition, Long> from) {
    Map<Integer, Long> begins = offsets(OffsetSpec.earliest());
    return new Found(
        new ReplaySearch(bootstrapServers, name, from).between(begins, ends()), begins);
  }

  private static TopicDescription describe(Admin admin, String name) {
    return answer(admin.describeTopics(List.of(name)).allTopicNames(), name).get(name);
  }

  private static <T> T answer(KafkaFuture<T> future, String name) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw new CommandFailure("there is no topic '" + name + "' any more", e.getCause());
      }
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException("interrupted while asking the broker", e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    admin.close(Duration.ZERO);
  }
}

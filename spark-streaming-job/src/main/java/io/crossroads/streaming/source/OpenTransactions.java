package io.crossroads.streaming.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Says which transactions keep records from being read, as far as the broker tells. */
final class OpenTransactions {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Admin admin;
  private final String topic;

  OpenTransactions(Admin admin, String topic) {
    this.admin = admin;
    this.topic = topic;
  }

  /** The transactions behind which offsets of a state wait, for people. */
  String of(TopicState state) {
    return state.held().entrySet().stream()
        .map(
            held ->
                String.format(
                    Locale.ROOT,
                    "partition %d: %d offsets from %d on wait behind an open transaction%s",
                    held.getKey(),
                    held.getValue(),
                    state.stableEnds().get(held.getKey()),
                    producer(new TopicPartition(topic, held.getKey()))))
        .collect(Collectors.joining("; "));
  }

  /** Who opened the first one of a partition; nothing if that may not be asked. */
  private String producer(TopicPartition partition) {
    try {
      return answer(admin.describeProducers(List.of(partition)).partitionResult(partition))
          .activeProducers()
          .stream()
          .filter(producer -> producer.currentTransactionStartOffset().isPresent())
          .min(
              Comparator.comparingLong(
                  producer -> producer.currentTransactionStartOffset().getAsLong()))
          .map(this::describe)
          .orElse("");
    } catch (ExecutionException | TimeoutException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private String describe(ProducerState producer) {
    return String.format(
        Locale.ROOT,
        " of producer id %d%s, which last wrote at %s",
        producer.producerId(),
        transaction(producer.producerId()),
        Instant.ofEpochMilli(producer.lastTimestamp()));
  }

  private String transaction(long producerId) {
    try {
      Collection<TransactionListing> listed =
          answer(
              admin
                  .listTransactions(
                      new ListTransactionsOptions().filterProducerIds(Set.of(producerId)))
                  .all());
      if (listed.isEmpty()) {
        return "";
      }
      String id = listed.iterator().next().transactionalId();
      Map<String, TransactionDescription> found =
          answer(admin.describeTransactions(List.of(id)).all());
      return String.format(
          Locale.ROOT,
          " (transactional id '%s', begun %s)",
          id,
          Instant.ofEpochMilli(found.get(id).transactionStartTimeMs().orElse(0)));
    } catch (ExecutionException | TimeoutException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }

  private static <T> T answer(KafkaFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }
}

package io.crossroads.producer.send;

import io.crossroads.cli.GracefulStop;
import io.crossroads.producer.broker.BrokerConnection;
import io.crossroads.producer.broker.BrokerOptions;
import io.crossroads.producer.broker.TopicOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

/** Sends to one topic until the end, a stop or a failure, and reports what became of it. */
final class Sending {

  /** Less than the 10 s that a container is given to end. */
  private static final Duration LONGEST_STOP = Duration.ofSeconds(8);

  private static final long LOOK_NANOS = 1_000_000;

  private final BrokerOptions broker;
  private final GracefulStop stop;
  private final PrintStream messages;

  /**
   * Nothing is sent yet.
   *
   * @param stop asks to end early
   * @param messages for progress
   */
  Sending(BrokerOptions broker, GracefulStop stop, PrintStream messages) {
    this.broker = broker;
    this.stop = stop;
    this.messages = messages;
  }

  /**
   * Sends to a topic that is there, and waits until nothing is outstanding, or for as long as it is
   * worth.
   */
  SendReport send(TopicOptions topic, RecordSource source, SendPlan plan) {
    try (BrokerConnection connection = BrokerConnection.open(broker, messages)) {
      connection.awaitLeaders(connection.requireTopic(topic));
    }
    Thread sender = Thread.currentThread();
    stop.onRequest(() -> LockSupport.unpark(sender));
    Deliveries deliveries = new Deliveries();
    boolean terminal = System.console() != null;
    Progress progress = new Progress(deliveries, broker.bootstrapServers(), messages, terminal);
    try {
      return send(topic.topic(), source, plan, deliveries);
    } finally {
      progress.end();
    }
  }

  private SendReport send(String topic, RecordSource source, SendPlan plan, Deliveries deliveries) {
    List<String> problems = new ArrayList<>();
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(ProducerSettings.of(broker, plan.rate()));
    connect(producer, topic);
    long start = System.nanoTime();
    long nanos = 0;
    try {
      nanos = loop(producer, source, deliveries).run(plan);
    } catch (IOException e) {
      problems.add(e.getMessage());
    }
    awaitAcknowledgements(deliveries);
    if (plan.rate().isMax()) {
      nanos = System.nanoTime() - start;
    }
    producer.close(Duration.ZERO);
    problemOf(deliveries).ifPresent(problems::add);
    return report(topic, deliveries, plan.rate(), nanos / 1e9, problems);
  }

  /** Learns where the partitions are, so that it does not count as latency. */
  private static void connect(Producer<byte[], byte[]> producer, String topic) {
    try {
      producer.partitionsFor(topic);
    } catch (TimeoutException e) {
      // sending waits for it, and counts what fails
    }
  }

  private SendLoop loop(
      Producer<byte[], byte[]> producer, RecordSource source, Deliveries deliveries) {
    return new SendLoop(
        producer, source, deliveries, stop::requested, NanoClock.SYSTEM, broker.timeout());
  }

  private void awaitAcknowledgements(Deliveries deliveries) {
    long stopSeen = 0;
    while (deliveries.outstanding() > 0 && !deliveries.hopeless()) {
      long now = System.nanoTime();
      stopSeen = stopSeen == 0 && stop.requested() ? now : stopSeen;
      if (stopSeen != 0 && now - stopSeen > LONGEST_STOP.toNanos()) {
        return;
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  private Optional<String> problemOf(Deliveries deliveries) {
    Exception first = deliveries.firstFailure();
    if (first == null) {
      return Optional.empty();
    }
    String failed =
        String.format(
            Locale.ROOT, "%d of %d records failed", deliveries.failures(), deliveries.sent());
    if (first instanceof TimeoutException) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s: %s did not acknowledge within %d s (--wait), but may hold some of them; %s",
              failed,
              broker.bootstrapServers(),
              broker.timeout().toSeconds(),
              first.getMessage()));
    }
    if (stop.requested() && deliveries.hopeless()) {
      return Optional.of(
          String.format(
              Locale.ROOT,
              "%s: %s did not acknowledge within %d s after the stop, but may hold some of them",
              failed,
              broker.bootstrapServers(),
              LONGEST_STOP.toSeconds()));
    }
    return Optional.of(failed + ", the first with: " + first.getMessage());
  }

  private SendReport report(
      String topic, Deliveries deliveries, Rate rate, double seconds, List<String> problems) {
    long intervals = rate.isMax() ? deliveries.acknowledged() : Math.max(0, deliveries.sent() - 1);
    return new SendReport(
        topic,
        deliveries.sent(),
        deliveries.acknowledged(),
        deliveries.failures(),
        seconds,
        seconds > 0 ? intervals / seconds : 0,
        deliveries.latencyMicros().getValueAtPercentile(50) / 1e3,
        deliveries.latencyMicros().getValueAtPercentile(99) / 1e3,
        stop.requested(),
        null,
        problems.isEmpty() ? null : String.join("; ", problems));
  }
}

package io.crossroads.producer.broker;

import io.crossroads.cli.CommandFailure;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A connection to a cluster that has answered, for questions about its topics. */
public final class BrokerConnection implements AutoCloseable {

  private static final long LONGEST_ATTEMPT_MILLIS = 2_000;
  private static final long PAUSE_MILLIS = 200;

  private final Admin admin;

  private BrokerConnection(Admin admin) {
    this.admin = admin;
  }

  /**
   * Connects, waiting for a broker that is away.
   *
   * @param messages told once that there is a wait
   * @throws CommandFailure if no broker answers in time
   */
  public static BrokerConnection open(BrokerOptions options, PrintStream messages) {
    long deadline = System.nanoTime() + options.timeout().toNanos();
    boolean told = false;
    while (true) {
      long millisLeft = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
      try {
        return connect(options, (int) Math.min(LONGEST_ATTEMPT_MILLIS, millisLeft));
      } catch (KafkaException e) {
        if (!mayComeBack(e)) {
          throw new CommandFailure(
              "cannot use the broker at " + options.bootstrapServers() + ": " + cause(e), e);
        }
        if (System.nanoTime() + PAUSE_MILLIS * 1_000_000 - deadline > 0) {
          throw away(options, e);
        }
      }
      if (!told) {
        messages.printf(
            Locale.ROOT,
            "waiting up to %d s for a broker at %s%n",
            options.timeout().toSeconds(),
            options.bootstrapServers());
        told = true;
      }
      pause();
    }
  }

  private static BrokerConnection connect(BrokerOptions options, int millis) {
    Admin admin = Admin.create(options.settings());
    try {
      Collection<Node> nodes =
          answer(admin.describeCluster(new DescribeClusterOptions().timeoutMs(millis)).nodes());
      if (!nodes.isEmpty()) {
        return new BrokerConnection(admin);
      }
    } catch (KafkaException e) {
      admin.close(Duration.ZERO);
      throw e;
    }
    admin.close(Duration.ZERO);
    throw new TimeoutException("the cluster has no broker yet");
  }

  private static CommandFailure away(BrokerOptions options, Exception cause) {
    return new CommandFailure(
        String.format(
            Locale.ROOT,
            "no broker answers at %s within %d s; start it, name another with --bootstrap-servers,"
                + " or wait longer with --wait",
            options.bootstrapServers(),
            options.timeout().toSeconds()),
        cause);
  }

  /** Whether waiting can help: a broker that does not answer, or whose name is not known yet. */
  private static boolean mayComeBack(KafkaException failure) {
    return failure instanceof RetriableException
        || (failure.getCause() instanceof ConfigException config
            && String.valueOf(config.getMessage()).startsWith("No resolvable"));
  }

  /** The administration client. */
  public Admin admin() {
    return admin;
  }

  /** A topic, if there is one of that name. */
  public Optional<TopicDescription> topic(String name) {
    try {
      return Optional.of(answer(admin.describeTopics(List.of(name)).allTopicNames()).get(name));
    } catch (UnknownTopicOrPartitionException e) {
      return Optional.empty();
    } catch (InvalidTopicException e) {
      throw new CommandFailure(
          "'" + name + "' cannot be a topic's name: letters, digits, '.', '_' and '-' are allowed",
          e);
    }
  }

  /**
   * A topic that must be there.
   *
   * @throws CommandFailure if it is not; says how to make it
   */
  public TopicDescription requireTopic(TopicOptions options) {
    String name = options.topic();
    return topic(name)
        .orElseThrow(
            () ->
                new CommandFailure(
                    String.format(
                        Locale.ROOT,
                        "no topic '%s'; make it with: crossroads topics create %s",
                        name,
                        options.toArguments())));
  }

  /**
   * Waits, for some seconds at most, until the brokers know a topic, or so many partitions of it,
   * that were just made.
   */
  public void awaitPartitions(String name, int partitions) {
    for (int tries = 0; tries < 50; tries++) {
      Optional<TopicDescription> known = topic(name);
      if (known.isPresent() && known.get().partitions().size() >= partitions) {
        awaitLeaders(known.get());
        return;
      }
      pause();
    }
  }

  /**
   * Waits until the leader of every partition answers, but no longer than the client waits for an
   * answer. What is sent to a partition that its leader does not know yet can be lost: if the
   * second batch arrives when the leader has learnt of it, the first one is out of order for good
   * (KAFKA-15591).
   */
  public void awaitLeaders(TopicDescription topic) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    topic
        .partitions()
        .forEach(
            partition ->
                ends.put(
                    new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
    try {
      answer(admin.listOffsets(ends).all());
    } catch (RetriableException e) {
      // a leader that is away for longer: sending waits for it, and counts what fails
    }
  }

  /**
   * Waits for what was asked.
   *
   * @throws KafkaException as the broker or the client says it
   */
  public static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof KafkaException failure) {
        throw failure;
      }
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while waiting for the broker", e);
    }
  }

  private static String cause(KafkaException failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage();
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while waiting for the broker", e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}

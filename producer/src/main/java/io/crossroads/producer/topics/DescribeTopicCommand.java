package io.crossroads.producer.topics;

import io.crossroads.cli.CommandFailure;
import io.crossroads.producer.broker.BrokerConnection;
import io.crossroads.producer.broker.BrokerOptions;
import io.crossroads.producer.broker.TopicOptions;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows one topic. */
@Command(
    name = "describe",
    description = "Shows a topic: its id, partitions, offsets, records and settings.")
public final class DescribeTopicCommand implements Runnable {

  private static final List<String> ALWAYS_SHOWN =
      List.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
          TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
          TopicConfig.RETENTION_BYTES_CONFIG,
          TopicConfig.RETENTION_MS_CONFIG);

  @ParentCommand private TopicsCommand topics;
  @Mixin private TopicOptions topic;
  @Mixin private BrokerOptions broker;

  @Option(names = "--rates", description = "Watch for a second and show how fast records come in.")
  private boolean rates;

  @Override
  public void run() {
    broker.explaining(this::describe);
  }

  private void describe() {
    PrintStream out = topics.console().out();
    try (BrokerConnection connection = BrokerConnection.open(broker, topics.console().messages())) {
      TopicDescription described = connection.requireTopic(topic);
      out.printf(
          Locale.ROOT,
          "topic %s, id %s, partitions: %d, replication factor: %d%n",
          described.name(),
          described.topicId(),
          described.partitions().size(),
          described.partitions().get(0).replicas().size());
      describePartitions(connection, described, out);
      describeSettings(TopicSettings.read(connection, described.name()), out);
    }
    out.flush();
  }

  private void describePartitions(
      BrokerConnection connection, TopicDescription described, PrintStream out) {
    long began = System.nanoTime();
    Offsets before = Offsets.read(connection, described);
    Offsets now = rates ? aSecondLater(connection, described) : before;
    double seconds = (System.nanoTime() - began) / 1e9;
    out.printf(
        Locale.ROOT,
        "%9s %14s %14s %14s%s%n",
        "PARTITION",
        "BEGIN",
        "END",
        "RECORDS",
        rates ? "  RECORDS/S IN" : "");
    for (int partition : now.end().keySet()) {
      long in = now.end().get(partition) - before.end().get(partition);
      out.printf(
          Locale.ROOT,
          "%9d %14d %14d %14d%s%n",
          partition,
          now.begin().get(partition),
          now.end().get(partition),
          now.records(partition),
          rates ? String.format(Locale.ROOT, " %13.1f", in / seconds) : "");
    }
    out.printf(Locale.ROOT, "%d records%n", now.records());
  }

  private static Offsets aSecondLater(BrokerConnection connection, TopicDescription described) {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure("interrupted while watching the topic", e);
    }
    return Offsets.read(connection, described);
  }

  private static void describeSettings(Config config, PrintStream out) {
    config.entries().stream()
        .filter(
            entry ->
                ALWAYS_SHOWN.contains(entry.name())
                    || entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
        .sorted(Comparator.comparing(ConfigEntry::name))
        .forEach(entry -> out.printf(Locale.ROOT, "%s = %s%n", entry.name(), entry.value()));
  }
}

package io.crossroads.producer.topics;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.producer.broker.BrokerConnection;
import io.crossroads.producer.broker.BrokerOptions;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.TopicDescription;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** Shows which topics there are. */
@Command(name = "list", description = "Lists topics with their partitions, records and pipeline.")
public final class ListTopicsCommand implements Runnable {

  private static final String ROW = "%-40s %10s %14s  %s%n";

  @ParentCommand private TopicsCommand topics;
  @Mixin private BrokerOptions broker;

  @Override
  public void run() {
    broker.explaining(this::list);
  }

  private void list() {
    PrintStream out = topics.console().out();
    try (BrokerConnection connection = BrokerConnection.open(broker, topics.console().messages())) {
      Set<String> names = BrokerConnection.answer(connection.admin().listTopics().names());
      Map<String, TopicDescription> described =
          new TreeMap<>(
              BrokerConnection.answer(connection.admin().describeTopics(names).allTopicNames()));
      out.printf(Locale.ROOT, ROW, "TOPIC", "PARTITIONS", "RECORDS", "PIPELINE");
      for (TopicDescription topic : described.values()) {
        Offsets offsets = Offsets.read(connection, topic);
        out.printf(
            Locale.ROOT,
            ROW,
            topic.name(),
            topic.partitions().size(),
            offsets.records(),
            pipeline(topic));
      }
    }
    out.flush();
  }

  private static String pipeline(TopicDescription topic) {
    return Pipelines.all().stream()
        .filter(pipeline -> pipeline.topic().equals(topic.name()))
        .map(Pipeline::name)
        .collect(Collectors.joining());
  }
}

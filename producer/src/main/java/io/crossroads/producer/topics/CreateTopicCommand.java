package io.crossroads.producer.topics;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.DurationConverter;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.producer.broker.BrokerConnection;
import io.crossroads.producer.broker.BrokerOptions;
import io.crossroads.producer.broker.TopicOptions;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicExistsException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Makes a topic, or finds that it is as it should be. */
@Command(
    name = "create",
    description = {
      "Makes a topic whose records carry the broker's time of appending.",
      "A topic that is as it should be is left alone; another one is refused."
    })
public final class CreateTopicCommand implements Runnable {

  @ParentCommand private TopicsCommand topics;
  @Spec private CommandSpec command;
  @Mixin private TopicOptions topic;
  @Mixin private BrokerOptions broker;

  @Option(
      names = "--partitions",
      paramLabel = "N",
      description = "How many partitions (default: the pipeline's).")
  private Integer partitions;

  @Option(
      names = "--replication-factor",
      paramLabel = "N",
      defaultValue = "1",
      description = "Copies of each record in the cluster (default: ${DEFAULT-VALUE}).")
  private short replicationFactor;

  @Option(
      names = "--retention",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long the broker keeps records, such as 7d (default: the broker's).")
  private Duration retention;

  @Option(
      names = "--repair",
      description = "Change a topic that exists to these settings instead of refusing it.")
  private boolean repair;

  @Override
  public void run() {
    int whenNew = partitionsWhenNew();
    WantedTopic wanted = wanted();
    broker.explaining(() -> createOrAdopt(wanted, whenNew));
  }

  private void createOrAdopt(WantedTopic wanted, int whenNew) {
    PrintStream out = topics.console().out();
    try (BrokerConnection connection = BrokerConnection.open(broker, topics.console().messages())) {
      Optional<TopicDescription> there = connection.topic(wanted.name());
      if (there.isPresent()) {
        adopt(connection, wanted, there.get());
      } else if (create(connection, wanted, whenNew)) {
        out.printf(Locale.ROOT, "created topic %s, partitions: %d%n", wanted.name(), whenNew);
      } else {
        adopt(connection, wanted, connection.requireTopic(topic));
      }
    }
    out.flush();
  }

  private int partitionsWhenNew() {
    int number =
        partitions != null ? partitions : topic.pipeline().map(Pipeline::topicPartitions).orElse(1);
    if (number < 1 || replicationFactor < 1) {
      throw new ParameterException(
          command.commandLine(),
          String.format(
              Locale.ROOT,
              "--partitions and --replication-factor must be at least 1, not %d and %d",
              number,
              replicationFactor));
    }
    return number;
  }

  private WantedTopic wanted() {
    Map<String, String> settings = TopicSettings.required();
    if (retention != null) {
      settings.put(TopicConfig.RETENTION_MS_CONFIG, String.valueOf(retention.toMillis()));
    }
    return new WantedTopic(topic.topic(), partitions, settings);
  }

  /** Makes the topic; returns false if somebody else just did. */
  private boolean create(BrokerConnection connection, WantedTopic wanted, int whenNew) {
    NewTopic made =
        new NewTopic(wanted.name(), whenNew, replicationFactor).configs(wanted.settings());
    try {
      BrokerConnection.answer(connection.admin().createTopics(List.of(made)).all());
      connection.awaitPartitions(wanted.name(), whenNew);
      return true;
    } catch (TopicExistsException e) {
      return false;
    } catch (ApiException e) {
      throw new CommandFailure(
          "the broker refuses topic '" + wanted.name() + "': " + e.getMessage(), e);
    }
  }

  private void adopt(BrokerConnection connection, WantedTopic wanted, TopicDescription there) {
    int partitionsThere = there.partitions().size();
    Config config = TopicSettings.read(connection, wanted.name());
    List<String> differences =
        wanted.differences(partitionsThere, name -> config.get(name).value());
    if (differences.isEmpty()) {
      topics
          .console()
          .out()
          .printf(
              Locale.ROOT,
              "topic %s is there already, partitions: %d%n",
              wanted.name(),
              partitionsThere);
    } else if (repair && wanted.canGrowFrom(partitionsThere)) {
      repair(connection, wanted, partitionsThere);
      topics
          .console()
          .out()
          .printf(
              Locale.ROOT, "changed topic %s: %s%n", wanted.name(), String.join("; ", differences));
    } else {
      throw refusal(wanted, partitionsThere, differences);
    }
  }

  private static void repair(BrokerConnection connection, WantedTopic wanted, int partitionsThere) {
    TopicSettings.change(connection, wanted.name(), wanted.settings());
    if (wanted.partitions() != null && wanted.partitions() > partitionsThere) {
      NewPartitions more = NewPartitions.increaseTo(wanted.partitions());
      BrokerConnection.answer(
          connection.admin().createPartitions(Map.of(wanted.name(), more)).all());
      connection.awaitPartitions(wanted.name(), wanted.partitions());
    }
  }

  private CommandFailure refusal(
      WantedTopic wanted, int partitionsThere, List<String> differences) {
    String remedy =
        wanted.canGrowFrom(partitionsThere)
            ? String.format(
                Locale.ROOT,
                "change it with: crossroads topics create %s --repair, or name another topic",
                arguments())
            : "partitions cannot become fewer; leave --partitions out or name another topic";
    return new CommandFailure(
        String.format(
            Locale.ROOT,
            "topic '%s' exists with other settings: %s; %s",
            wanted.name(),
            String.join("; ", differences),
            remedy));
  }

  private String arguments() {
    return topic.toArguments()
        + (partitions == null ? "" : " --partitions " + partitions)
        + (retention == null ? "" : " --retention " + retention);
  }
}

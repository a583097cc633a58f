package io.crossroads.producer.consume;

import io.crossroads.cli.Console;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.pipelines.rollup.Condition;
import io.crossroads.pipelines.rollup.ConditionOnEvent;
import io.crossroads.producer.broker.BrokerConnection;
import io.crossroads.producer.broker.BrokerOptions;
import io.crossroads.producer.broker.TopicOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Prints what is in a topic. */
@Command(
    name = "consume",
    description = {
      "Prints records: partition, offset, append time, key, content, or why it is rejected.",
      "Belongs to no consumer group and so disturbs nobody."
    })
public final class ConsumeCommand implements Runnable {

  @ParentCommand private Console console;
  @Spec private CommandSpec command;
  @Mixin private TopicOptions topic;
  @Mixin private BrokerOptions broker;

  @ArgGroup private ReadFrom from = new ReadFrom();

  @Option(names = "--partition", paramLabel = "N", description = "Read only this partition.")
  private Integer partition;

  @Option(names = "--until-end", description = "End with the last record that is there now.")
  private boolean untilEnd;

  @Option(
      names = "--to-time",
      paramLabel = "TIME",
      description = "End with the last record appended before this time.")
  private Instant toTime;

  @Option(names = "--max", paramLabel = "N", description = "End after so many printed records.")
  private long most = Long.MAX_VALUE;

  @Option(names = "--key", paramLabel = "TEXT", description = "Print only records of this key.")
  private String key;

  @Option(
      names = "--where",
      paramLabel = "COMPARISON",
      converter = WhereConverter.class,
      description =
          "Print only valid events that meet this, such as 'average_speed<30'; may be repeated.")
  private List<Condition> where = List.of();

  @Option(names = "--invalid-only", description = "Print only records that are no valid event.")
  private boolean invalidOnly;

  @Option(
      names = "--uncommitted",
      description = {
        "Also print records of transactions that were aborted or are still open; without it only",
        "what counts, up to the first open transaction of each partition."
      })
  private boolean uncommitted;

  @Option(
      names = "--format",
      defaultValue = "text",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private RecordFormat.Name format;

  private HeldOffsets held = HeldOffsets.NONE;

  @Override
  public void run() {
    Pipeline pipeline = topic.pipeline().orElse(null);
    String name = topic.topic();
    Reading reading =
        new Reading(
            pipeline == null ? null : pipeline.decoder(Limits.DEFAULT),
            selection(),
            format.format(),
            console.out());
    broker.explaining(() -> read(reading, name));
    console.out().flush();
    console.messages().println(reading.summary());
    held.describe().ifPresent(console.messages()::println);
  }

  private void read(Reading reading, String name) {
    List<TopicPartition> partitions;
    try (BrokerConnection connection = BrokerConnection.open(broker, console.messages())) {
      partitions = partitions(connection.requireTopic(topic), name);
    }
    try (Consumer<byte[], byte[]> consumer =
        consumer(uncommitted ? "read_uncommitted" : "read_committed")) {
      console.stop().onRequest(consumer::wakeup);
      consumer.assign(partitions);
      from.seek(consumer, partitions);
      held = uncommitted ? HeldOffsets.NONE : heldOffsets(consumer, partitions);
      ReadUntil until = new ReadUntil(consumer, partitions, untilEnd, toTime);
      reading.run(consumer, until, most, console.stop()::requested);
    } catch (WakeupException e) {
      // asked to end; what was read is counted
    }
  }

  private HeldOffsets heldOffsets(
      Consumer<byte[], byte[]> committed, List<TopicPartition> partitions) {
    try (Consumer<byte[], byte[]> all = consumer("read_uncommitted")) {
      return HeldOffsets.between(all.endOffsets(partitions), committed, partitions);
    }
  }

  private Selection selection() {
    if (!where.isEmpty() || invalidOnly) {
      topic.requirePipeline();
    }
    if (!where.isEmpty() && invalidOnly) {
      throw wrong("--where selects valid events and --invalid-only the others; give one of them");
    }
    try {
      return Selection.of(
          key,
          where.stream()
              .map(condition -> new ConditionOnEvent(condition, topic.requirePipeline().schema()))
              .toList(),
          invalidOnly);
    } catch (IllegalArgumentException e) {
      throw wrong("--where: " + e.getMessage());
    }
  }

  private List<TopicPartition> partitions(TopicDescription described, String name) {
    int there = described.partitions().size();
    if (partition == null && from.isOffset() && there > 1) {
      throw wrong("--from-offset needs --partition: the topic has " + there + " partitions");
    }
    if (partition != null && (partition < 0 || partition >= there)) {
      throw wrong("--partition must be 0 to " + (there - 1) + ", not " + partition);
    }
    return described.partitions().stream()
        .map(info -> new TopicPartition(name, info.partition()))
        .filter(one -> partition == null || one.partition() == partition)
        .toList();
  }

  private Consumer<byte[], byte[]> consumer(String isolation) {
    Map<String, Object> settings = broker.settings();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    return new KafkaConsumer<>(settings);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}

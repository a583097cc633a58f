package io.crossroads.streaming;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import picocli.CommandLine.Option;

/** Flags that say which topic, and what its records are. */
final class TopicOptions {

  @Option(
      names = "--pipeline",
      defaultValue = "traffic",
      paramLabel = "NAME",
      description = "What the topic's records are (default: ${DEFAULT-VALUE}).")
  private String pipeline;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "The topic (default: the pipeline's).")
  private String topic;

  @Option(
      names = "--bootstrap-servers",
      defaultValue = "localhost:9092",
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers to ask first (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  Pipeline pipeline() {
    return Pipelines.named(pipeline);
  }

  String topic() {
    return topic == null ? pipeline().topic() : topic;
  }

  String bootstrapServers() {
    return bootstrapServers;
  }
}

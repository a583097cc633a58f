package io.crossroads.streaming.run;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.util.List;
import picocli.CommandLine.Option;

/** Flags that say which topic, and what its records are. */
final class TopicOptions {

  @Option(
      names = "--pipeline",
      defaultValue = "traffic",
      split = ",",
      paramLabel = "NAME",
      description = "What the topic's records are (default: ${DEFAULT-VALUE}).")
  private List<String> pipelines;

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

  /**
   * The pipeline.
   *
   * @throws IllegalArgumentException if there is no such one, or more than one was given
   */
  Pipeline pipeline() {
    List<Pipeline> all = pipelines();
    if (all.size() > 1) {
      throw new IllegalArgumentException(
          "one pipeline, not " + pipelines + ": 'stream' alone takes several");
    }
    return all.get(0);
  }

  /**
   * The pipelines, each once; {@code all} stands for every one.
   *
   * @throws IllegalArgumentException if there is no such one; names those that exist
   */
  List<Pipeline> pipelines() {
    return pipelines.contains("all")
        ? Pipelines.all()
        : pipelines.stream().distinct().map(Pipelines::named).toList();
  }

  /** The pipelines as they were given, for the name of what runs them. */
  String wanted() {
    return String.join(",", pipelines);
  }

  /**
   * The topic of one of the pipelines.
   *
   * @throws IllegalArgumentException if one topic was given for several pipelines
   */
  String topic(Pipeline pipeline) {
    if (topic != null && pipelines().size() > 1) {
      throw new IllegalArgumentException("--topic is of one pipeline, not of " + pipelines);
    }
    return topic == null ? pipeline.topic() : topic;
  }

  String bootstrapServers() {
    return bootstrapServers;
  }
}

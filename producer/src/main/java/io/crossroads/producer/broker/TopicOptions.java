package io.crossroads.producer.broker;

import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which topic, and which pipeline's events are in it. Either one says the other. */
public final class TopicOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--pipeline",
      paramLabel = "NAME",
      converter = PipelineConverter.class,
      description = "The pipeline, such as traffic (default: the topic's).")
  private Pipeline pipeline;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "The topic (default: the pipeline's).")
  private String topic;

  /**
   * The topic's name.
   *
   * @throws ParameterException if neither option is there
   */
  public String topic() {
    if (topic == null && pipeline == null) {
      throw new ParameterException(
          line(), "name a pipeline with --pipeline or a topic with --topic");
    }
    return topic == null ? pipeline.topic() : topic;
  }

  /** The pipeline that was named, or else the one whose topic was. */
  public Optional<Pipeline> pipeline() {
    return pipeline == null
        ? Pipelines.all().stream().filter(known -> known.topic().equals(topic)).findFirst()
        : Optional.of(pipeline);
  }

  /** The pipeline, or the platform's first where neither option names one. */
  public Pipeline pipelineOrFirst() {
    return pipeline().orElseGet(() -> Pipelines.all().get(0));
  }

  /**
   * The pipeline, where the command cannot do without.
   *
   * @throws ParameterException if it is not known
   */
  public Pipeline requirePipeline() {
    return pipeline()
        .orElseThrow(
            () ->
                new ParameterException(
                    line(),
                    "name a pipeline with --pipeline; there are "
                        + Pipelines.all().stream().map(Pipeline::name).toList()));
  }

  /** The options again, as a user would write them. */
  public String toArguments() {
    if (pipeline == null) {
      return "--topic " + topic;
    }
    String arguments = "--pipeline " + pipeline.name();
    return topic == null ? arguments : arguments + " --topic " + topic;
  }

  private CommandLine line() {
    return command.commandLine();
  }
}

package io.crossroads.producer.send;

import io.crossroads.cli.Console;
import io.crossroads.cli.DurationConverter;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.simulate.DisturbedSimulator;
import io.crossroads.producer.broker.BrokerOptions;
import io.crossroads.producer.broker.TopicOptions;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Sends simulated events. */
@Command(
    name = "produce",
    description = {
      "Sends simulated events of a pipeline until --count, --duration or Ctrl-C.",
      "Without --pipeline, those of the topic's pipeline, or else of traffic."
    })
public final class ProduceCommand implements Runnable {

  @ParentCommand private Console console;
  @Spec private CommandSpec command;
  @Mixin private TopicOptions topic;
  @Mixin private BrokerOptions broker;
  @Mixin private SimulationOptions simulation;
  @Mixin private ReportOptions report;

  @Option(
      names = "--rate",
      paramLabel = "N|max",
      converter = Rate.Converter.class,
      description =
          "Events a second, kept within 1%%, or as fast as possible (default: the pipeline's).")
  private Rate rate;

  @Option(names = "--count", paramLabel = "N", description = "End after so many records.")
  private Long count;

  @Option(
      names = "--duration",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "End after so long, such as 30s, 5m or PT1H.")
  private Duration duration;

  @Override
  public void run() {
    String name = topic.topic();
    Pipeline pipeline = topic.pipelineOrFirst();
    Rate wanted = rate == null ? new Rate(pipeline.rate()) : rate;
    SendPlan plan = plan(wanted);
    EventClock clock = simulation.clock(wanted);
    DisturbedSimulator simulator = simulation.simulator(pipeline);
    report.check();
    simulation.warn(pipeline, console.messages());
    RecordSource records = new SimulatedRecords(name, simulator, clock);
    Sending sending = new Sending(broker, console.stop(), console.messages());
    broker.explaining(
        () -> {
          SendReport sent = sending.send(topic, records, plan);
          report.publish(sent.with(simulator.counts()), console.out());
        });
  }

  private SendPlan plan(Rate wanted) {
    if (count != null && duration != null) {
      throw wrong("give --count or --duration, not both");
    }
    if (count != null) {
      if (count < 1) {
        throw wrong("--count must be at least 1, not " + count);
      }
      return SendPlan.ofCount(wanted, count);
    }
    if (duration == null) {
      return SendPlan.unlimited(wanted);
    }
    if (duration.isZero()) {
      throw wrong("--duration must be longer than " + duration);
    }
    return SendPlan.ofDuration(wanted, duration);
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}

package io.crossroads.producer.send;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.Console;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.RecordHeaders;
import io.crossroads.pipelines.decode.WireFormat;
import io.crossroads.producer.broker.BrokerOptions;
import io.crossroads.producer.broker.TopicOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Sends the lines of files. */
@Command(
    name = "replay",
    description =
        "Sends every line of files as it is, valid or not; a line feed ends a record and is not"
            + " part of it. Blank lines at the end of a file of a pipeline's events are left out.")
public final class ReplayCommand implements Runnable {

  @ParentCommand private Console console;
  @Spec private CommandSpec command;
  @Mixin private TopicOptions topic;
  @Mixin private BrokerOptions broker;
  @Mixin private ReportOptions report;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE",
      description = "Files, plain or gzip; - for standard input.")
  private List<String> files;

  @Option(
      names = "--rate",
      paramLabel = "N|max",
      defaultValue = "max",
      converter = Rate.Converter.class,
      description = "Records a second (default: ${DEFAULT-VALUE}).")
  private Rate rate;

  @Option(
      names = "--key-field",
      paramLabel = "NAME",
      description =
          "The field whose value, as text, is the record's key (default: the pipeline's). Lines that"
              + " are no valid event, and those of a topic without pipeline, have no key.")
  private String keyField;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description = {
        "The wire format of the lines, such as combined for access logs of Apache and nginx",
        "(default: the pipeline's, mostly json)."
      })
  private String format;

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Which host the lines are of, where they do not say it, as in format combined.")
  private String host;

  @Option(
      names = "--header",
      paramLabel = "NAME=VALUE",
      description = "A header that every record is sent with; may be given several times.")
  private Map<String, String> headers = Map.of();

  @Override
  public void run() {
    String name = topic.topic();
    SentHeaders sent = sentHeaders();
    KeyOfEvent keys = keys(sent);
    requireReadable();
    report.check();
    broker.explaining(() -> report.publish(send(name, keys, sent), console.out()));
  }

  private SendReport send(String name, KeyOfEvent keys, SentHeaders headersOfAll) {
    try (FileRecords records =
        new FileRecords(
            name, files, keys, headersOfAll, console.stop()::requested, console.messages())) {
      SendReport sent =
          new Sending(broker, console.stop(), console.messages())
              .send(topic, records, SendPlan.unlimited(rate));
      records.others().ifPresent(others -> console.messages().println("warning: " + others));
      return sent;
    } catch (IOException e) {
      throw new CommandFailure("cannot close a file: " + e.getMessage(), e);
    }
  }

  private SentHeaders sentHeaders() {
    SentHeaders sent = new SentHeaders();
    headers.forEach(sent::with);
    if (format != null) {
      sent.with(RecordHeaders.FORMAT, knownFormat());
    }
    if (host != null) {
      sent.with(RecordHeaders.HOST, host);
    }
    return sent;
  }

  private String knownFormat() {
    Pipeline pipeline = topic.requirePipeline();
    List<String> known = pipeline.formats().stream().map(WireFormat::name).toList();
    if (!known.contains(format)) {
      throw new ParameterException(
          command.commandLine(),
          "pipeline " + pipeline + " has no format '" + format + "'; there are " + known);
    }
    return format;
  }

  private KeyOfEvent keys(SentHeaders sent) {
    if (keyField == null) {
      return topic
          .pipeline()
          .map(known -> new KeyOfEvent(known, known.schema().key(), sent))
          .orElse(null);
    }
    Pipeline pipeline = topic.requirePipeline();
    try {
      return new KeyOfEvent(pipeline, keyField, sent);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), e.getMessage());
    }
  }

  private void requireReadable() {
    for (String file : files) {
      if (!file.equals(FileRecords.STANDARD_INPUT)
          && (!Files.isReadable(Path.of(file)) || Files.isDirectory(Path.of(file)))) {
        throw new CommandFailure("cannot read " + file + ": it must be a readable file");
      }
    }
  }
}

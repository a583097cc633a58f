package io.crossroads.producer;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.cli.CommandFailure;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.history.HistoryLayout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Shows which pipelines there are; the DAGs make their forms from the same. */
@Command(name = "pipelines", description = "Lists the pipelines with their topics and buckets.")
final class PipelinesCommand implements Runnable {

  private static final String ROW = "%-14s %-22s %10s %8s  %s%n";

  @ParentCommand private Main console;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Writes the list as JSON to a file instead.")
  private Path file;

  @Override
  public void run() {
    List<Declared> pipelines = Pipelines.all().stream().map(Declared::of).toList();
    if (file == null) {
      print(pipelines);
      return;
    }
    try {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(file.toFile(), pipelines);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private void print(List<Declared> pipelines) {
    PrintStream out = console.out();
    out.printf(Locale.ROOT, ROW, "PIPELINE", "TOPIC", "PARTITIONS", "RATE", "BUCKETS");
    for (Declared pipeline : pipelines) {
      out.printf(
          Locale.ROOT,
          ROW,
          pipeline.name(),
          pipeline.topic(),
          pipeline.partitions(),
          String.format(Locale.ROOT, "%.3g/s", pipeline.rate()),
          pipeline.history() == null
              ? pipeline.archive()
              : pipeline.archive() + ", " + pipeline.history());
    }
    out.flush();
  }

  /**
   * What is said of a pipeline.
   *
   * @param rate events a second that its simulator sends unless told otherwise
   * @param archive the bucket and folder of its events
   * @param history the bucket of its historical objects; absent if it has none
   */
  @JsonInclude(Include.NON_NULL)
  private record Declared(
      String name, String topic, int partitions, double rate, String archive, String history) {

    static Declared of(Pipeline pipeline) {
      return new Declared(
          pipeline.name(),
          pipeline.topic(),
          pipeline.topicPartitions(),
          pipeline.rate(),
          pipeline.archive().bucket() + "/" + pipeline.archive().table(),
          pipeline.history().map(HistoryLayout::bucket).orElse(null));
    }
  }
}

package io.crossroads.batch.analyses;

import io.crossroads.batch.archive.ArchiveOptions;
import io.crossroads.store.ServingStore;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code analyses}: answers the questions that a pipeline declares. */
@Command(
    name = "analyses",
    mixinStandardHelpOptions = true,
    description = {
      "Answers what a pipeline asks of its history and its archive: each answer becomes a Parquet",
      "object analytics/NAME.parquet beside what it was asked of, and a table for serving."
    })
public final class AnalysesCommand implements Runnable {

  @Mixin private ArchiveOptions options;

  @Option(
      names = "--history",
      paramLabel = "URI",
      description = "Where history wrote its objects (default: the pipeline's bucket in the lake).")
  private String history;

  @Option(names = "--if-any", description = "Succeed, and say so, if there is nothing to ask yet.")
  private boolean ifAny;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "The analyses to run (default: all that the pipeline declares).")
  private List<String> names = List.of();

  @Override
  public void run() {
    options.with(
        "analyses",
        archived -> {
          ServingStore.prepare(options.store(), archived.pipeline());
          AnalysesJob job = AnalysesJob.of(options, archived, history);
          if (ifAny) {
            job.answerWhatCanBe(names);
          } else {
            job.run(names);
          }
          return archived;
        });
  }
}

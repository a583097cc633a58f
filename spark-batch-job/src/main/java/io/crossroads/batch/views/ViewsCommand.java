package io.crossroads.batch.views;

import io.crossroads.batch.analyses.AnalysesJob;
import io.crossroads.batch.archive.ArchiveOptions;
import io.crossroads.batch.replay.Settlement;
import io.crossroads.cli.DurationConverter;
import io.crossroads.store.Replays;
import io.crossroads.store.ServingStore;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code views}: brings the batch layer's rollups up to what is archived. */
@Command(
    name = "views",
    mixinStandardHelpOptions = true,
    description = {
      "Computes the rollups of what has been archived since the last run, and publishes them:",
      "views, horizon and the removal of the live numbers that they cover are one transaction.",
      "May run beside the jobs that write."
    })
public final class ViewsCommand implements Runnable {

  @Mixin private ArchiveOptions options;

  @Option(names = "--full", description = "Recompute all views from the whole archive.")
  private boolean full;

  @Option(
      names = "--new-topic",
      description = {
        "The topic was deleted and recreated: recompute all views, and let the live",
        "numbers restart where the archive ends."
      })
  private boolean newTopic;

  @Option(
      names = "--reset-horizon",
      description = {
        "The horizon, or append times, are ahead of the present: recompute all views, and bring",
        "the horizon back. Run it while 'stream' runs, once the broker's clock is right."
      })
  private boolean resetHorizon;

  @Option(
      names = "--wait",
      defaultValue = "120s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = {
        "With --reset-horizon: how long to wait for both layers to pass the records with wrong",
        "times (default: ${DEFAULT-VALUE})."
      })
  private Duration wait;

  @Option(
      names = "--analyses",
      description = "Then do what 'analyses --if-any' does, in the same application.")
  private boolean analyses;

  @Override
  public void run() {
    options.withArchived(
        "views",
        archived -> {
          ServingStore.prepare(options.store(), archived.pipeline());
          ViewsReport report =
              resetHorizon
                  ? new HorizonReset(archived, options.store(), wait).run()
                  : new ViewsJob(archived, options.store()).run(full, newTopic);
          System.out.println(report);
          try (Replays replays =
              Replays.open(options.store(), archived.pipeline().name(), "views")) {
            new Settlement(archived, replays).run();
          }
          new RejectionCounting(archived, options.store()).run();
          if (analyses) {
            AnalysesJob.of(options, archived, null).answerWhatCanBe(List.of());
          }
          return report;
        });
  }
}

package io.crossroads.streaming.run;

import io.crossroads.cli.DurationConverter;
import io.crossroads.lake.LakeOptions;
import io.crossroads.lake.SparkSettings;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.StoreOptions;
import io.crossroads.streaming.archive.ArchivePlan;
import io.crossroads.streaming.query.SideBySide;
import io.crossroads.streaming.speed.SpeedPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Archives topics and keeps their live numbers, in one application. */
@Command(
    name = "stream",
    mixinStandardHelpOptions = true,
    description = {
      "Does 'archive' and 'speed' in one application, for one pipeline or several: --pipeline a,b",
      "or --pipeline all. If one query cannot go on, the others do; the one that failed says why",
      "and is tried again every minute, unless --fail-fast is given."
    })
final class StreamCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions lake;
  @Mixin private ArchiveOptions options;
  @Mixin private StoreOptions store;

  @Option(
      names = "--live-every",
      defaultValue = "1s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How often to commit live numbers (default: ${DEFAULT-VALUE}).")
  private Duration liveEvery;

  @Option(
      names = "--fail-fast",
      description = "End with the error, exit code 1, as soon as one of them cannot go on.")
  private boolean failFast;

  @Override
  public void run() {
    List<Plan> plans = plans();
    QuietLogs.set();
    // A long batch of one query must not keep the others from the cores.
    SparkSession.Builder session =
        SparkSettings.session("crossroads stream " + options.follow().wanted())
            .config("spark.scheduler.mode", "FAIR");
    try (SparkSession spark = session.getOrCreate()) {
      List<PipelineRun> runs =
          plans.stream()
              .map(plan -> new PipelineRun(spark, plan.archive(), plan.speed(), failFast))
              .toList();
      Duration pause = plans.get(0).archive().settings().retryPause();
      SideBySide all = new SideBySide(runs, pause, failFast);
      GracefulStop.run(all::stop, all::run);
    }
  }

  private List<Plan> plans() {
    try {
      List<Plan> plans = new ArrayList<>();
      for (Pipeline pipeline : options.follow().pipelines()) {
        plans.add(
            new Plan(
                options.plan(pipeline, lake.lake(), lake.catalog()),
                options.follow().speed(pipeline, store.settings(), liveEvery)));
      }
      return plans;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }

  /** Both of a pipeline. */
  private record Plan(ArchivePlan archive, SpeedPlan speed) {}
}

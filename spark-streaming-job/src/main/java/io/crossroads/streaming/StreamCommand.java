package io.crossroads.streaming;

import io.crossroads.cli.DurationConverter;
import io.crossroads.lake.LakeOptions;
import io.crossroads.lake.SparkSettings;
import io.crossroads.store.StoreOptions;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Archives a topic and keeps its live numbers, in one application. */
@Command(
    name = "stream",
    mixinStandardHelpOptions = true,
    description = {
      "Does 'archive' and 'speed' in one application. If one of them cannot go on, the other does;",
      "the one that failed says why and is tried again every minute, unless --fail-fast is given."
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
      description = "End with the error, exit code 1, as soon as one of the two cannot go on.")
  private boolean failFast;

  @Override
  public void run() {
    ArchivePlan archivePlan;
    SpeedPlan speedPlan;
    try {
      archivePlan = options.plan(lake.lake(), lake.catalog());
      speedPlan = options.follow().speed(store.settings(), liveEvery);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
    QuietLogs.set();
    String name = "crossroads stream " + archivePlan.pipeline().name();
    // A long batch of the archive must not keep the live numbers from the cores.
    SparkSession.Builder session =
        SparkSettings.session(name).config("spark.scheduler.mode", "FAIR");
    try (SparkSession spark = session.getOrCreate();
        Archive archive = Archive.open(spark, archivePlan);
        Speed speed = Speed.open(spark, speedPlan, archive.job()::reached)) {
      List<TopicJob> jobs = List.of(archive.job(), speed.job());
      boolean once = archivePlan.settings().untilCaughtUp();
      Duration pause = once ? Duration.ZERO : SideBySide.PAUSE;
      GracefulStop.run(jobs, new SideBySide(jobs, pause, failFast)::run);
    }
  }
}

package io.crossroads.streaming.run;

import io.crossroads.cli.DurationConverter;
import io.crossroads.lake.SparkSettings;
import io.crossroads.store.StoreOptions;
import io.crossroads.streaming.speed.Speed;
import io.crossroads.streaming.speed.SpeedPlan;
import java.time.Duration;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Keeps live numbers. */
@Command(
    name = "speed",
    mixinStandardHelpOptions = true,
    description = {
      "Keeps the live numbers of a topic in PostgreSQL: rollups of all that is newer than the",
      "views of the batch layer, latest values and alerts. 'stream' does this beside 'archive'."
    })
final class SpeedCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private FollowOptions follow;
  @Mixin private StoreOptions store;

  @Option(
      names = "--every",
      defaultValue = "1s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = "How often to commit (default: ${DEFAULT-VALUE}).")
  private Duration every;

  @Override
  public void run() {
    SpeedPlan plan = plan();
    QuietLogs.set();
    String name = "crossroads speed " + plan.pipeline().name();
    try (SparkSession spark = SparkSettings.session(name).getOrCreate();
        Speed speed = Speed.open(spark, plan, Optional::empty)) {
      GracefulStop.run(speed.job());
    }
  }

  private SpeedPlan plan() {
    try {
      return follow.speed(follow.pipeline(), store.settings(), every);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}

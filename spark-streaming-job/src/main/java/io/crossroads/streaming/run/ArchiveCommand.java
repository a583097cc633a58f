package io.crossroads.streaming.run;

import io.crossroads.lake.LakeOptions;
import io.crossroads.lake.SparkSettings;
import io.crossroads.streaming.archive.Archive;
import io.crossroads.streaming.archive.ArchivePlan;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Archives a topic. */
@Command(
    name = "archive",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a Kafka topic into Iceberg tables, each record exactly once: valid events into one,",
      "the others, as they came and with the reason, into another."
    })
final class ArchiveCommand implements Runnable {

  @Spec private CommandSpec spec;
  @Mixin private LakeOptions lake;
  @Mixin private ArchiveOptions options;

  @Override
  public void run() {
    ArchivePlan plan = plan();
    QuietLogs.set();
    String name = "crossroads archive " + plan.pipeline().name();
    try (SparkSession spark = SparkSettings.session(name).getOrCreate();
        Archive archive = Archive.open(spark, plan)) {
      GracefulStop.run(archive.job());
    }
  }

  private ArchivePlan plan() {
    try {
      return options.plan(options.follow().pipeline(), lake.lake(), lake.catalog());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    }
  }
}

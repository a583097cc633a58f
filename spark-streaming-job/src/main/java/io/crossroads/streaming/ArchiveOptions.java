package io.crossroads.streaming;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.DurationConverter;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeRoot;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.Pipelines;
import io.crossroads.pipelines.decode.Limits;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Flags of {@code archive}, besides those of the lake. */
final class ArchiveOptions {

  @Option(
      names = "--pipeline",
      defaultValue = "traffic",
      paramLabel = "NAME",
      description = "What the topic's records are (default: ${DEFAULT-VALUE}).")
  private String pipeline;

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "The topic (default: the pipeline's).")
  private String topic;

  @Option(
      names = "--bootstrap-servers",
      defaultValue = "localhost:9092",
      paramLabel = "HOST:PORT",
      description = "The Kafka brokers to ask first (default: ${DEFAULT-VALUE}).")
  private String bootstrapServers;

  @Option(
      names = "--bucket",
      paramLabel = "NAME",
      description = "The bucket of the tables (default: the pipeline's).")
  private String bucket;

  @Option(
      names = "--table",
      paramLabel = "NAME",
      description = {
        "The table of events and its folder (default: the pipeline's).",
        "Rejected records go to NAME_rejected."
      })
  private String table;

  @Option(
      names = "--every",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description =
          "How long records gather before a commit, such as 10s (default: the pipeline's).")
  private Duration every;

  @Option(
      names = "--max-batch-records",
      defaultValue = "" + ArchiveSettings.DEFAULT_BATCH_RECORDS,
      paramLabel = "N",
      description = "Commit earlier when this many are there (default: ${DEFAULT-VALUE}).")
  private long maxBatchRecords;

  @Option(
      names = "--until-caught-up",
      description = "End when all is archived that is in the topic at the start.")
  private boolean untilCaughtUp;

  @Option(
      names = "--accept-loss",
      description = {
        "Go on where the broker has lost records before they were archived,",
        "and record in the tables which."
      })
  private boolean acceptLoss;

  @Option(
      names = "--checkpoint",
      paramLabel = "URI",
      description = {
        "A folder for Spark's bookkeeping, emptied at each start; nothing depends on it",
        "(default: one in the driver's temporary folder)."
      })
  private String checkpoint;

  @Option(
      names = "--wait",
      defaultValue = "60s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = {
        "How long to wait at the start for a broker or a database that is not there",
        "(default: ${DEFAULT-VALUE})."
      })
  private Duration patience;

  @Option(
      names = "--max-failures",
      defaultValue = "10",
      paramLabel = "N",
      description = "Give up after more failures in a row than this (default: ${DEFAULT-VALUE}).")
  private int maxFailures;

  @Option(
      names = "--max-record-bytes",
      defaultValue = "65536",
      paramLabel = "N",
      description = "Reject longer records as too_large (default: ${DEFAULT-VALUE}).")
  private int maxRecordBytes;

  @Option(
      names = "--max-depth",
      defaultValue = "32",
      paramLabel = "N",
      description = "Reject records nested deeper as too_deep (default: ${DEFAULT-VALUE}).")
  private int maxDepth;

  /**
   * What the flags say.
   *
   * @throws IllegalArgumentException if that is not possible; names the value at fault
   */
  ArchivePlan plan(LakeRoot lake, CatalogSettings catalog) {
    Pipeline declared = Pipelines.named(pipeline);
    return new ArchivePlan(
        declared,
        new Limits(maxRecordBytes, maxDepth),
        bootstrapServers,
        topic == null ? declared.topic() : topic,
        names(declared),
        lake,
        catalog,
        Optional.ofNullable(checkpoint),
        new ArchiveSettings(
            every == null ? declared.archive().every() : every,
            maxBatchRecords,
            untilCaughtUp,
            acceptLoss,
            patience,
            maxFailures));
  }

  private ArchiveNames names(Pipeline declared) {
    if (!declared.archive().copies().isEmpty()) {
      throw new CommandFailure(
          "pipeline %s declares copies %s, which archive cannot write: it would leave them empty"
              .formatted(declared.name(), declared.archive().copies()));
    }
    ArchiveNames names = ArchiveNames.of(declared);
    return new ArchiveNames(
            names.pipeline(), bucket == null ? names.bucket() : bucket, names.table())
        .withTable(table);
  }
}

package io.crossroads.streaming.run;

import io.crossroads.cli.DurationConverter;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.decode.Limits;
import io.crossroads.store.StoreSettings;
import io.crossroads.streaming.query.QuerySettings;
import io.crossroads.streaming.source.AppendTimeCheck;
import io.crossroads.streaming.speed.SpeedPlan;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags of every command that follows a topic. */
final class FollowOptions {

  @Mixin private TopicOptions topic;

  @Option(
      names = "--until-caught-up",
      description = "End when all is taken in that is in the topic at the start.")
  private boolean untilCaughtUp;

  @Option(
      names = "--accept-loss",
      description = {
        "Go on where the broker has lost records before they were taken in;",
        "archive records in the tables which."
      })
  private boolean acceptLoss;

  @Option(
      names = "--accept-producer-times",
      description = {
        "Take in records that carry a time of their producer's and none of the broker's, as if",
        "appended together with the record before them. Without it they stop the job. Both layers",
        "must be told the same."
      })
  private boolean acceptProducerTimes;

  @Option(
      names = "--transaction-wait",
      defaultValue = "30s",
      converter = DurationConverter.class,
      paramLabel = "TIME",
      description = {
        "With --until-caught-up: how long to wait for records behind an open transaction before",
        "failing (default: ${DEFAULT-VALUE})."
      })
  private Duration transactionWait;

  @Option(
      names = "--checkpoint",
      paramLabel = "URI",
      description = {
        "A folder for Spark's bookkeeping; every process makes one of its own in it and nothing",
        "depends on it (default: one in the driver's temporary folder)."
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
  private Duration startupTimeout;

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

  /** The pipeline, where there is one. */
  Pipeline pipeline() {
    return topic.pipeline();
  }

  /** The pipelines as they were given. */
  String wanted() {
    return topic.wanted();
  }

  /** The pipelines. */
  List<Pipeline> pipelines() {
    return topic.pipelines();
  }

  Limits limits() {
    return new Limits(maxRecordBytes, maxDepth);
  }

  String bootstrapServers() {
    return topic.bootstrapServers();
  }

  String topic(Pipeline pipeline) {
    return topic.topic(pipeline);
  }

  /** The folder that was given; the queries make theirs in it. */
  Optional<String> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }

  QuerySettings settings(Duration every, long maxBatchRecords) {
    return new QuerySettings(
        every,
        maxBatchRecords,
        untilCaughtUp,
        acceptLoss,
        new AppendTimeCheck(acceptProducerTimes),
        transactionWait,
        startupTimeout,
        maxFailures);
  }

  /**
   * The live numbers of a pipeline that the flags ask for.
   *
   * @param every how often to commit
   * @throws IllegalArgumentException if that is not possible; names the value at fault
   */
  SpeedPlan speed(Pipeline pipeline, StoreSettings store, Duration every) {
    return new SpeedPlan(
        pipeline,
        limits(),
        bootstrapServers(),
        topic(pipeline),
        store,
        checkpoint(),
        settings(
            every,
            pipeline.rows().isPresent()
                ? QuerySettings.SPEED_RECORDS_WITH_ROWS
                : QuerySettings.DEFAULT_SPEED_RECORDS));
  }
}

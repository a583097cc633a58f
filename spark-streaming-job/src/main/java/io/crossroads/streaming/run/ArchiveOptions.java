package io.crossroads.streaming.run;

import io.crossroads.cli.DurationConverter;
import io.crossroads.lake.ArchiveNames;
import io.crossroads.lake.CatalogSettings;
import io.crossroads.lake.LakeRoot;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.streaming.archive.ArchivePlan;
import io.crossroads.streaming.query.QuerySettings;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags of {@code archive}, besides those of the lake. */
final class ArchiveOptions {

  @Mixin private FollowOptions follow;

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
      defaultValue = "" + QuerySettings.DEFAULT_BATCH_RECORDS,
      paramLabel = "N",
      description = "Commit earlier when this many are there (default: ${DEFAULT-VALUE}).")
  private long maxBatchRecords;

  /** Those that are not of the archive alone. */
  FollowOptions follow() {
    return follow;
  }

  /**
   * What the flags say of a pipeline.
   *
   * @throws IllegalArgumentException if that is not possible; names the value at fault
   */
  ArchivePlan plan(Pipeline declared, LakeRoot lake, CatalogSettings catalog) {
    if ((bucket != null || table != null) && follow.pipelines().size() > 1) {
      throw new IllegalArgumentException(
          "--bucket and --table are of one pipeline, not of several");
    }
    return new ArchivePlan(
        declared,
        follow.limits(),
        follow.bootstrapServers(),
        follow.topic(declared),
        names(declared),
        lake,
        catalog,
        follow.checkpoint(),
        follow.settings(every == null ? declared.archive().every() : every, maxBatchRecords));
  }

  private ArchiveNames names(Pipeline declared) {
    ArchiveNames names = ArchiveNames.of(declared);
    return new ArchiveNames(
            names.pipeline(), bucket == null ? names.bucket() : bucket, names.table())
        .withTable(table);
  }
}

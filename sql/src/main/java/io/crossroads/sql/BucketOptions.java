package io.crossroads.sql;

import io.crossroads.sql.lake.BucketSettings;
import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Flags for buckets in object storage, of a lake that is {@code s3a://}. */
final class BucketOptions {

  private static final long MEGABYTE = 1_000_000;

  @Option(
      names = "--s3-endpoint",
      paramLabel = "URL",
      description = "Where the buckets of an s3a:// lake are (default: Amazon's).")
  private URI endpoint;

  @Option(
      names = "--s3-region",
      defaultValue = "us-east-1",
      paramLabel = "NAME",
      description = {
        "Its region (default: ${DEFAULT-VALUE}). Keys come from AWS_ACCESS_KEY_ID and",
        "AWS_SECRET_ACCESS_KEY, or from the profile that AWS_PROFILE names."
      })
  private String region;

  @Option(
      names = "--s3-path-style",
      defaultValue = "true",
      arity = "1",
      paramLabel = "BOOLEAN",
      description = "Whether buckets are in paths, not in host names (default: ${DEFAULT-VALUE}).")
  private boolean pathStyle;

  @Option(
      names = "--copy-limit",
      defaultValue = "4000",
      paramLabel = "MEGABYTES",
      description =
          "Most that is copied from buckets at a time, into the temporary folder"
              + " (default: ${DEFAULT-VALUE}).")
  private long copyLimit;

  BucketSettings settings() {
    return new BucketSettings(
        Optional.ofNullable(endpoint), region, pathStyle, copyLimit * MEGABYTE);
  }
}

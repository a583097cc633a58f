package io.crossroads.sql.lake;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * The object storage that has the buckets of an {@code s3a://} lake. Keys come from where AWS's own
 * programs take them: AWS_ACCESS_KEY_ID, AWS_PROFILE and others.
 *
 * @param endpoint its address; empty for Amazon's
 * @param region its region
 * @param pathStyle whether a bucket is the first part of a path, as in MinIO, not of a host
 * @param copyLimit bytes of files that may be copied to this machine at a time
 */
public record BucketSettings(
    Optional<URI> endpoint, String region, boolean pathStyle, long copyLimit) {

  public BucketSettings {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(region, "region");
  }
}

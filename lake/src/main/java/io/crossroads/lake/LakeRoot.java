package io.crossroads.lake;

import io.crossroads.cli.CommandFailure;
import java.net.URI;

/**
 * Where the buckets are.
 *
 * @param uri any Hadoop file system: {@code s3a://}, {@code hdfs://host/lake}, {@code
 *     file:/home/me/buckets}
 */
public record LakeRoot(String uri) {

  public LakeRoot {
    URI parsed;
    try {
      parsed = URI.create(uri);
    } catch (IllegalArgumentException e) {
      // "s3a://" has no authority, which a URI must have but the root of all buckets has not.
      parsed = uri.matches("[a-z0-9]+://") ? URI.create(uri + "bucket") : null;
    }
    if (parsed == null || parsed.getScheme() == null) {
      throw new CommandFailure(
          "lake must be a URI with a scheme, such as s3a:// or file:/home/me/buckets, not '"
              + uri
              + "'");
    }
  }

  /** The folder of a table: {@code <root>/<bucket>/<table>}. */
  public String table(String bucket, String table) {
    return bucket(bucket) + "/" + table;
  }

  /** A bucket: {@code <root>/<bucket>}. */
  public String bucket(String bucket) {
    return uri + (uri.endsWith("/") ? "" : "/") + bucket;
  }
}

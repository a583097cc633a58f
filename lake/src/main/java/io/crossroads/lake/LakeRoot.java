package io.crossroads.lake;

import io.crossroads.cli.CommandFailure;
import java.util.regex.Pattern;

/**
 * Where the buckets are.
 *
 * @param uri any Hadoop file system: {@code s3a://}, {@code hdfs://host/lake}, {@code
 *     file:/home/me/buckets}; as Hadoop reads it, what follows the scheme is a path as it is, so
 *     that a blank, {@code #} or {@code %} in it is written like that
 */
public record LakeRoot(String uri) {

  private static final Pattern WITH_SCHEME =
      Pattern.compile("[a-z][a-z0-9+.-]*:/(/\\S*|/[^/\\s]*/.*|[^/].*)?");

  public LakeRoot {
    if (!WITH_SCHEME.matcher(uri).matches()) {
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

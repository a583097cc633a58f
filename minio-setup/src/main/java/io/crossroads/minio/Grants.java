package io.crossroads.minio;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What an account may do with buckets, as a policy document. The actions are those that Hadoop's
 * S3A needs, as its documentation lists them.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies.html">IAM
 *     policies</a>
 */
final class Grants {

  private static final List<String> TO_LIST = List.of("s3:ListBucket", "s3:GetBucketLocation");

  private static final List<String> TO_LIST_UPLOADS =
      List.of("s3:ListBucket", "s3:GetBucketLocation", "s3:ListBucketMultipartUploads");

  private static final List<String> TO_WRITE =
      List.of(
          "s3:GetObject",
          "s3:PutObject",
          "s3:DeleteObject",
          "s3:AbortMultipartUpload",
          "s3:ListMultipartUploadParts");

  private final List<Statement> statements = new ArrayList<>();

  /** Adds that every object of some buckets may be listed and read. */
  Grants toRead(Collection<String> buckets) {
    allow(TO_LIST, buckets, "");
    allow(List.of("s3:GetObject"), buckets, "/*");
    return this;
  }

  /**
   * Adds that objects of some buckets may be written, read and deleted.
   *
   * @param folder such as {@code /analytics}; empty for the whole bucket
   */
  Grants toWrite(Collection<String> buckets, String folder) {
    allow(TO_LIST_UPLOADS, buckets, "");
    allow(TO_WRITE, buckets, folder + "/*");
    return this;
  }

  /** A document without resources is none: what concerns no bucket is left out. */
  private void allow(List<String> actions, Collection<String> buckets, String objects) {
    if (!buckets.isEmpty()) {
      List<String> resources =
          buckets.stream().map(bucket -> "arn:aws:s3:::" + bucket + objects).toList();
      statements.add(new Statement("Allow", actions, resources));
    }
  }

  /** The document. */
  String json() {
    try {
      return new ObjectMapper().writeValueAsString(new Document("2012-10-17", statements));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts alone", e);
    }
  }

  private record Document(
      @JsonProperty("Version") String version,
      @JsonProperty("Statement") List<Statement> statements) {}

  private record Statement(
      @JsonProperty("Effect") String effect,
      @JsonProperty("Action") List<String> actions,
      @JsonProperty("Resource") List<String> resources) {}
}

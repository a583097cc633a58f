package io.crossroads.minio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.crossroads.pipelines.Pipelines;
import io.minio.BucketExistsArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.GetObjectArgs;
import io.minio.ListBucketsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.Item;
import io.minio.messages.VersioningConfiguration;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.testcontainers.containers.MinIOContainer;

/** What the pipelines declare, on a real server: who can do what. */
class MinioSetupIT {

  private static final String STREAMED = "traffic-streaming-data";
  private static final String BATCH = "traffic-batch-data";
  private static final MinIOContainer SERVER =
      new MinIOContainer("minio/minio:RELEASE.2025-09-07T16-13-09Z");

  private static final List<Account> ACCOUNTS =
      List.of(
          new Account("streaming", "secret-of-streaming"),
          new Account("batch", "secret-of-batch"),
          new Account("reader", "secret-of-reader"));

  @BeforeAll
  static void setUp() throws SetupException {
    SERVER.start();
    apply(ACCOUNTS);
    apply(ACCOUNTS);
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @Test
  void eachWriterWritesInItsOwnBucketAndTheBatchJobsAnswersBesideTheArchive() throws Exception {
    MinioClient streaming = as("streaming");
    put(streaming, STREAMED, "one");
    assertEquals("one", get(streaming, STREAMED, "one"));
    assertDenied(() -> put(streaming, BATCH, "two"));
    assertDenied(() -> get(streaming, BATCH, "none"));
    assertDenied(() -> list(streaming, BATCH));

    MinioClient batch = as("batch");
    put(batch, BATCH, "three");
    assertEquals("one", get(batch, STREAMED, "one"));
    assertDenied(() -> put(batch, STREAMED, "one"));
    assertDenied(() -> remove(batch, STREAMED, "one"));
    put(batch, STREAMED, "analytics/four");
    remove(batch, STREAMED, "analytics/four");
  }

  @Test
  void theReaderReadsAndNothingElse() throws Exception {
    put(as("streaming"), STREAMED, "read/me");
    MinioClient reader = as("reader");
    assertEquals(List.of("read/me"), list(reader, STREAMED, "read/"));
    assertEquals("read/me", get(reader, STREAMED, "read/me"));
    assertDenied(() -> put(reader, STREAMED, "mine"));
    assertDenied(() -> put(reader, BATCH, "mine"));
    assertDenied(() -> remove(reader, STREAMED, "read/me"));
    assertDenied(() -> reader.makeBucket(MakeBucketArgs.builder().bucket("mine").build()));
  }

  @Test
  void aThirdBucketIsNobodys() throws Exception {
    MinioClient root = client(root());
    if (!root.bucketExists(BucketExistsArgs.builder().bucket("private").build())) {
      root.makeBucket(MakeBucketArgs.builder().bucket("private").build());
    }
    put(root, "private", "hidden");
    for (Account account : ACCOUNTS) {
      MinioClient client = client(account);
      assertDenied(() -> get(client, "private", "hidden"));
      assertDenied(() -> list(client, "private"));
      assertDenied(() -> put(client, "private", "mine"));
    }
  }

  @Test
  void whoIsNotKnownSeesNothing() {
    MinioClient stranger = client(new Account("streaming", "another-secret"));
    assertThrows(
        ErrorResponseException.class,
        () -> stranger.listBuckets(ListBucketsArgs.builder().build()).iterator().next().get());
    MinioClient nobody = MinioClient.builder().endpoint(SERVER.getS3URL()).build();
    assertDenied(() -> list(nobody, STREAMED));
  }

  @Test
  void aChangedSecretReplacesTheOldOne() throws Exception {
    Account before = new Account("reader", "secret-of-reader");
    Account after = new Account("reader", "next-secret-of-reader");
    apply(List.of(after));
    try {
      list(client(after), STREAMED);
      assertThrows(ErrorResponseException.class, () -> list(client(before), STREAMED));
    } finally {
      apply(ACCOUNTS);
    }
  }

  @Test
  void replacedObjectsAreKeptWhereTheyShallBe() throws Exception {
    assertEquals(VersioningConfiguration.Status.ENABLED, versioning(BATCH));
    assertEquals(VersioningConfiguration.Status.OFF, versioning(STREAMED));
  }

  private static VersioningConfiguration.Status versioning(String bucket) throws Exception {
    return client(root())
        .getBucketVersioning(GetBucketVersioningArgs.builder().bucket(bucket).build())
        .status();
  }

  private static void apply(List<Account> accounts) throws SetupException {
    new MinioSetup(SERVER.getS3URL(), root(), line -> {})
        .apply(DeclaredAccess.of(Pipelines.all()), accounts);
  }

  private static Account root() {
    return new Account(SERVER.getUserName(), SERVER.getPassword());
  }

  private static MinioClient as(String name) {
    return client(
        ACCOUNTS.stream().filter(account -> account.name().equals(name)).findFirst().orElseThrow());
  }

  private static MinioClient client(Account account) {
    return MinioClient.builder()
        .endpoint(SERVER.getS3URL())
        .credentials(account.name(), account.secret())
        .build();
  }

  private static void put(MinioClient client, String bucket, String name) throws Exception {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    client.putObject(
        PutObjectArgs.builder().bucket(bucket).object(name).stream(
                new ByteArrayInputStream(bytes), bytes.length, -1)
            .build());
  }

  private static String get(MinioClient client, String bucket, String name) throws Exception {
    try (var stream =
        client.getObject(GetObjectArgs.builder().bucket(bucket).object(name).build())) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static void remove(MinioClient client, String bucket, String name) throws Exception {
    client.removeObject(RemoveObjectArgs.builder().bucket(bucket).object(name).build());
  }

  private static List<String> list(MinioClient client, String bucket) throws Exception {
    return list(client, bucket, "");
  }

  private static List<String> list(MinioClient client, String bucket, String prefix)
      throws Exception {
    List<String> names = new ArrayList<>();
    for (Result<Item> result :
        client.listObjects(ListObjectsArgs.builder().bucket(bucket).prefix(prefix).build())) {
      names.add(result.get().objectName());
    }
    return names;
  }

  private static void assertDenied(Executable request) {
    ErrorResponseException refusal = assertThrows(ErrorResponseException.class, request);
    assertEquals("AccessDenied", refusal.errorResponse().code());
  }
}

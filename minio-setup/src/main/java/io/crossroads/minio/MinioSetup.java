package io.crossroads.minio;

import io.crossroads.cli.CommandFailure;
import io.minio.BucketExistsArgs;
import io.minio.DeleteBucketLifecycleArgs;
import io.minio.GetBucketVersioningArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.SetBucketLifecycleArgs;
import io.minio.SetBucketVersioningArgs;
import io.minio.admin.MinioAdminClient;
import io.minio.admin.UserInfo;
import io.minio.messages.Expiration;
import io.minio.messages.LifecycleConfiguration;
import io.minio.messages.LifecycleRule;
import io.minio.messages.NoncurrentVersionExpiration;
import io.minio.messages.ResponseDate;
import io.minio.messages.RuleFilter;
import io.minio.messages.Status;
import io.minio.messages.VersioningConfiguration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Brings one server to a wanted state, from whatever state it is in. */
final class MinioSetup {

  private final MinioClient objects;
  private final MinioAdminClient administration;
  private final Consumer<String> report;

  /**
   * @param endpoint the server, {@code http://host:port}
   * @param root its root account
   * @param report hears of each step in a line
   */
  MinioSetup(String endpoint, Account root, Consumer<String> report) {
    objects =
        MinioClient.builder().endpoint(endpoint).credentials(root.name(), root.secret()).build();
    administration =
        MinioAdminClient.builder()
            .endpoint(endpoint)
            .credentials(root.name(), root.secret())
            .build();
    this.report = report;
  }

  /**
   * Makes what is missing and corrects what differs; what is not mentioned stays as it is.
   *
   * @param accounts each gets the policy of its name, and no other
   * @throws CommandFailure if an account has no policy; then nothing was changed
   * @throws SetupException if the server refuses
   */
  void apply(DeclaredAccess access, List<Account> accounts) throws SetupException {
    requirePolicies(access.policies(), accounts);
    for (Bucket bucket : access.buckets()) {
      step("bucket " + bucket.name(), () -> ensure(bucket));
    }
    for (Policy policy : access.policies()) {
      step(
          "policy " + policy.name(),
          () -> administration.addCannedPolicy(policy.name(), policy.json()));
    }
    for (Account account : accounts) {
      step("account " + account.name(), () -> ensure(account));
    }
  }

  private static void requirePolicies(List<Policy> policies, List<Account> accounts) {
    Set<String> known = policies.stream().map(Policy::name).collect(Collectors.toSet());
    for (Account account : accounts) {
      if (!known.contains(account.name())) {
        throw new CommandFailure(
            String.format(
                Locale.ROOT, "account %s has no policy; there are %s", account.name(), known));
      }
    }
  }

  private void ensure(Bucket bucket) throws Exception {
    String name = bucket.name();
    if (!objects.bucketExists(BucketExistsArgs.builder().bucket(name).build())) {
      objects.makeBucket(MakeBucketArgs.builder().bucket(name).build());
    }
    if (bucket.keepReplacedDays() > 0) {
      setVersioning(name, VersioningConfiguration.Status.ENABLED);
      objects.setBucketLifecycle(
          SetBucketLifecycleArgs.builder()
              .bucket(name)
              .config(new LifecycleConfiguration(List.of(forget(bucket))))
              .build());
    } else {
      if (versioning(name) == VersioningConfiguration.Status.ENABLED) {
        setVersioning(name, VersioningConfiguration.Status.SUSPENDED);
      }
      objects.deleteBucketLifecycle(DeleteBucketLifecycleArgs.builder().bucket(name).build());
    }
  }

  private VersioningConfiguration.Status versioning(String bucket) throws Exception {
    return objects
        .getBucketVersioning(GetBucketVersioningArgs.builder().bucket(bucket).build())
        .status();
  }

  private void setVersioning(String bucket, VersioningConfiguration.Status status)
      throws Exception {
    objects.setBucketVersioning(
        SetBucketVersioningArgs.builder()
            .bucket(bucket)
            .config(new VersioningConfiguration(status, null))
            .build());
  }

  private static LifecycleRule forget(Bucket bucket) {
    return new LifecycleRule(
        Status.ENABLED,
        null,
        new Expiration((ResponseDate) null, null, true),
        new RuleFilter(""),
        "forget-replaced",
        new NoncurrentVersionExpiration(bucket.keepReplacedDays()),
        null,
        null);
  }

  private void ensure(Account account) throws Exception {
    administration.addUser(
        account.name(), UserInfo.Status.ENABLED, account.secret(), null, List.of());
    administration.setPolicy(account.name(), false, account.name());
  }

  private void step(String what, Step action) throws SetupException {
    try {
      action.run();
    } catch (Exception e) {
      throw new SetupException(what, e);
    }
    report.accept(what);
  }

  /** A request of the client, which declares every exception there is. */
  private interface Step {
    void run() throws Exception;
  }
}

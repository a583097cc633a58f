package io.crossroads.e2e;

import io.minio.MinioClient;

/** The stack's accounts in object storage. */
final class Accounts {

  private Accounts() {}

  static MinioClient client(Stack stack, String account) {
    return MinioClient.builder()
        .endpoint("http://localhost:" + stack.ports().minio())
        .credentials(account, stack.secret("minio-" + account))
        .build();
  }
}

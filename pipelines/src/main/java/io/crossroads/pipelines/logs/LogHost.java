package io.crossroads.pipelines.logs;

import java.nio.charset.StandardCharsets;

/** The hosts of the simulated application. */
enum LogHost {
  API("api.myapp.com"),
  AUTH("auth.myapp.com"),
  CDN("cdn.myapp.com");

  private final String hostName;
  private final byte[] key;

  LogHost(String hostName) {
    this.hostName = hostName;
    key = hostName.getBytes(StandardCharsets.US_ASCII);
  }

  /** Its name in the DNS. */
  String hostName() {
    return hostName;
  }

  /** The key of its records; not to be changed. */
  byte[] key() {
    return key;
  }
}

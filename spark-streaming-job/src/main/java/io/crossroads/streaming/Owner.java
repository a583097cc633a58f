package io.crossroads.streaming;

import io.crossroads.pipelines.Pipeline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.UUID;

/** Who this process is, and where it keeps what nobody depends on. */
final class Owner {

  private Owner() {}

  /** A query of this process, for people. */
  static String of(String query, Pipeline pipeline) {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "unknown host";
    }
    return "%s %s on %s, pid %d"
        .formatted(query, pipeline.name(), host, ProcessHandle.current().pid());
  }

  /** A folder that the next run on this machine finds again and empties. */
  static String localFolder(UUID id) {
    return Path.of(
            System.getProperty("java.io.tmpdir"),
            "crossroads-" + System.getProperty("user.name"),
            "checkpoint-" + id)
        .toUri()
        .toString();
  }
}

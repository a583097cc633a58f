package io.crossroads.streaming.query;

import io.crossroads.pipelines.Pipeline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;

/** Who this process is. */
public final class Owner {

  private Owner() {}

  /** A query of this process, for people. */
  public static String of(String query, Pipeline pipeline) {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "unknown host";
    }
    return String.format(
        Locale.ROOT,
        "%s %s on %s, pid %d",
        query,
        pipeline.name(),
        host,
        ProcessHandle.current().pid());
  }
}

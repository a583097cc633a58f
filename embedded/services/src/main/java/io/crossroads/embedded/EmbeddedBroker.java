package io.crossroads.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker with KRaft as a process of its own, on ports of 127.0.0.1 that it keeps over
 * restarts. Topics must be created before they are written to.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

  private final Path folder;
  private final Map<String, String> properties;
  private final int port = FreePorts.next();
  private final int controllerPort = FreePorts.next();
  private TiedProcess process;

  /** A broker that keeps its data and its log in a folder; {@link #start} starts it. */
  public EmbeddedBroker(Path folder) {
    this(folder, Map.of());
  }

  /** The same with further broker properties, which come before the ones set here. */
  public EmbeddedBroker(Path folder, Map<String, String> properties) {
    this.folder = folder.toAbsolutePath();
    this.properties = Map.copyOf(properties);
  }

  /**
   * Starts it, with the data that the folder holds, and returns when it serves, after about five
   * seconds.
   *
   * @return this
   * @throws IllegalStateException if it runs already, or does not start, with the end of its log
   */
  public EmbeddedBroker start() {
    if (isRunning()) {
      throw new IllegalStateException("the broker on port " + port + " runs already");
    }
    BrokerFiles files = new BrokerFiles(folder);
    files.write(port, controllerPort, properties);
    long logged = LogTail.size(log());
    process =
        TiedProcess.start(
            Launch.java(
                log(),
                options(files),
                List.of("-cp", Repository.classPath("embedded/broker"), "kafka.Kafka"),
                List.of(files.properties().toString())));
    Startup.await(
        "the broker", process, () -> LogTail.since(log(), logged).contains("Kafka Server started"));
    return this;
  }

  private static List<String> options(BrokerFiles files) {
    return List.of(
        "-Xms128m",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-Dlog4j2.configurationFile=" + files.logging().toUri());
  }

  /** Host and port for clients; the same for the life of this object. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  /** The file with the output of all its runs. */
  public Path log() {
    return folder.resolve("broker.log");
  }

  public boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Stops it by SIGKILL, as a crash would; {@link #start} brings it back with its data. */
  public void kill() {
    process.kill();
  }

  /** Stops it gracefully; {@link #start} brings it back with its data. */
  public void stop() {
    if (process != null) {
      process.stop(STOP_TIMEOUT);
    }
  }

  @Override
  public void close() {
    stop();
  }
}

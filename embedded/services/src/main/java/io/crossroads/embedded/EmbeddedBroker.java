package io.crossroads.embedded;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker with KRaft as a process of its own, on ports of 127.0.0.1 that it keeps over
 * restarts. Topics must be created before they are written to.
 */
public final class EmbeddedBroker extends EmbeddedServer {

  private final Path folder;
  private final Map<String, String> properties;
  private final List<String> program;
  private final int controllerPort = FreePorts.next();

  /** A broker that keeps its data and its log in a folder; {@link #start} starts it. */
  public EmbeddedBroker(Path folder) {
    this(folder, Map.of());
  }

  /** The same with further broker properties, which come before the ones set here. */
  public EmbeddedBroker(Path folder, Map<String, String> properties) {
    this(folder, properties, List.of("-cp", classPath(), "kafka.Kafka"));
  }

  /**
   * A broker that another main class runs, which is given the file of properties as Kafka's is.
   *
   * @param classes the folder or JAR that the class is in; Kafka is on its class path
   */
  public EmbeddedBroker(Path folder, Path classes, String mainClass) {
    this(folder, Map.of(), List.of("-cp", classes + File.pathSeparator + classPath(), mainClass));
  }

  private EmbeddedBroker(Path folder, Map<String, String> properties, List<String> program) {
    super("the broker");
    this.folder = folder.toAbsolutePath();
    this.properties = Map.copyOf(properties);
    this.program = program;
  }

  private static String classPath() {
    return Repository.classPath("embedded/broker");
  }

  /**
   * Starts it, with the data that the folder holds, and returns when it serves, after about five
   * seconds.
   *
   * @return this
   * @throws IllegalStateException if it runs already, or does not start, with the end of its log
   */
  public EmbeddedBroker start() {
    requireNotRunning();
    BrokerFiles files = new BrokerFiles(folder);
    files.write(port, controllerPort, properties);
    long logged = LogTail.size(log());
    start(
        Launch.java(log(), options(files), program, List.of(files.properties().toString()))
            .in(folder),
        () -> LogTail.since(log(), logged).contains("Kafka Server started"));
    return this;
  }

  /**
   * Kafka's server looks its enumerations up by names that it has put into capitals in the
   * machine's language: with a Turkish one it finds no constant CLASSİC and does not start.
   */
  private static List<String> options(BrokerFiles files) {
    return List.of(
        "-Duser.language=en",
        "-Duser.country=US",
        "-Xms128m",
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-Dlog4j2.configurationFile=" + files.logging().toUri());
  }

  /** Host and port for clients; the same for the life of this object. */
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public Path log() {
    return folder.resolve("broker.log");
  }
}

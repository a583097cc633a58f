package io.crossroads.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Submits a fat JAR to a Spark that runs inside the submitting process, as {@code spark-submit}
 * with a {@code local} master does: the same main class, class path and virtual machine options.
 *
 * @param master Spark's master, such as {@code local[2]}
 * @param driverMemory the heap, such as {@code 1g}
 * @param settings further Spark settings, as {@code --conf} takes them
 * @param javaOptions of the virtual machine, besides the heap and what Spark needs
 */
public record SparkSubmit(
    String master, String driverMemory, Map<String, String> settings, List<String> javaOptions) {

  private static final String MAIN = "org.apache.spark.deploy.SparkSubmit";

  /**
   * Compiled quickly rather than well, a job is up and done with its first work in half the time.
   */
  private static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  public SparkSubmit {
    settings = Map.copyOf(settings);
    javaOptions = List.copyOf(javaOptions);
  }

  /** A job as {@code spark-submit} runs it. */
  public SparkSubmit(String master, String driverMemory, Map<String, String> settings) {
    this(master, driverMemory, settings, List.of());
  }

  /** Two cores and 1 GB, without a web page, for jobs that run for a minute and not for days. */
  public static SparkSubmit local() {
    return new SparkSubmit("local[2]", "1g", Map.of("spark.ui.enabled", "false"), QUICK_START);
  }

  /** The same with another heap, such as {@code 768m}. */
  public SparkSubmit withDriverMemory(String memory) {
    return new SparkSubmit(master, memory, settings, javaOptions);
  }

  /** What starts a JAR's main class with arguments, its output going to a log. */
  public Launch launch(Path log, Path jar, List<String> arguments) {
    List<String> submitted =
        new ArrayList<>(List.of("--master", master, "--driver-memory", driverMemory));
    settings.forEach((name, value) -> submitted.addAll(List.of("--conf", name + "=" + value)));
    // Spark takes the name for a URI.
    submitted.add(jar.toUri().toString());
    submitted.addAll(arguments);
    Path configuration = Repository.root().resolve("conf");
    List<String> options = new ArrayList<>(javaOptions);
    options.addAll(
        List.of(
            "-Xmx" + driverMemory,
            "@" + configuration.resolve("spark-java-options"),
            "-Dlog4j2.configurationFile=" + configuration.resolve("log4j2.properties").toUri()));
    options.addAll(archiveOfClasses());
    return Launch.java(
            log, options, List.of("-cp", Repository.classPath("embedded/spark"), MAIN), submitted)
        .withEnvironment(Map.of("SPARK_LOCAL_IP", "127.0.0.1"));
  }

  /** What the build archived of Spark, if it did; Java goes on without it where it does not fit. */
  private static List<String> archiveOfClasses() {
    Path archive = Repository.root().resolve("target/spark-classes.jsa");
    return Files.exists(archive)
        ? List.of(
            "-XX:SharedArchiveFile=" + archive,
            "-Xshare:auto",
            "-Xlog:cds=off",
            "-Xlog:cds+dynamic=off")
        : List.of();
  }

  /** Starts a JAR's main class with arguments. */
  public TiedProcess start(Path log, Path jar, List<String> arguments) {
    return TiedProcess.start(launch(log, jar, arguments));
  }
}

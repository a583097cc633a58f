package io.crossroads.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A program of HDFS: its class path, a small heap, and its settings on the command line, where they
 * come before those of any file.
 */
final class HdfsProcess {

  private static final List<String> OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--add-opens=java.base/java.lang=ALL-UNNAMED");

  private HdfsProcess() {}

  /**
   * What starts a program of HDFS.
   *
   * @param settings as files such as {@code hdfs-site.xml} hold them
   * @param arguments of the program
   */
  static Launch launch(
      Path folder, Path log, String mainClass, Map<String, String> settings, String... arguments) {
    List<String> words = new ArrayList<>();
    settings.forEach((name, value) -> words.addAll(List.of("-D", name + "=" + value)));
    words.addAll(List.of(arguments));
    List<String> options = new ArrayList<>(OPTIONS);
    options.add(
        "-Dlog4j.configuration="
            + Repository.root().resolve("embedded/hdfs/log4j.properties").toUri());
    return Launch.java(
            log, options, List.of("-cp", Repository.classPath("embedded/hdfs"), mainClass), words)
        .in(folder);
  }
}

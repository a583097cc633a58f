package io.crossroads.pipelines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;

/**
 * A folder with pipelines in JARs of their own. What does not end in {@code .jar} is left alone.
 *
 * @param path the folder
 */
record PluginFolder(Path path) {

  /** The variable that names the folder, for every process that knows pipelines. */
  static final String VARIABLE = "CROSSROADS_PLUGINS";

  /** The folder that the environment names; none if it names none. */
  static Optional<PluginFolder> ofEnvironment() {
    return Optional.ofNullable(System.getenv(VARIABLE))
        .filter(folder -> !folder.isBlank())
        .map(folder -> new PluginFolder(Path.of(folder).toAbsolutePath()));
  }

  /**
   * Its JARs, by name.
   *
   * @throws ServiceConfigurationError if it cannot be listed; names it and what to do
   */
  List<PluginJar> jars() {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(".jar"))
          .sorted()
          .map(PluginJar::new)
          .toList();
    } catch (IOException e) {
      throw new ServiceConfigurationError(
          path
              + " cannot be listed ("
              + e
              + "): "
              + VARIABLE
              + " must name a folder that this account may read, or nothing",
          e);
    }
  }
}

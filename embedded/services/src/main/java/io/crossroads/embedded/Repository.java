package io.crossroads.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The checkout that this code was built in, and what the build left there. */
public final class Repository {

  private static final String MARKER = ".mvn";

  private Repository() {}

  /**
   * The top folder: the nearest one with a {@code .mvn} above this code, else above the working
   * directory.
   *
   * @throws IllegalStateException if there is none
   */
  public static Path root() {
    return Stream.of(codeLocation(), Path.of("").toAbsolutePath())
        .flatMap(start -> above(start).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "no folder with " + MARKER + " above " + Path.of("").toAbsolutePath()));
  }

  /**
   * The class path that a module's build wrote.
   *
   * @param module the module's folder, such as {@code embedded/spark}
   * @throws IllegalStateException if the module is not built
   */
  public static String classPath(String module) {
    try {
      return Files.readString(built(module + "/target/classpath.txt")).strip();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /**
   * A file or folder that the build makes.
   *
   * @param path relative to the top folder
   * @throws IllegalStateException if it does not exist
   */
  public static Path built(String path) {
    Path file = root().resolve(path);
    if (!Files.exists(file)) {
      throw new IllegalStateException(file + " is missing: run 'make build' first");
    }
    return file;
  }

  private static Optional<Path> above(Path start) {
    return Stream.iterate(start, folder -> folder != null, Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve(MARKER)))
        .findFirst();
  }

  private static Path codeLocation() {
    try {
      return Path.of(Repository.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException failure) {
      throw new IllegalStateException(failure);
    }
  }
}

package io.crossroads.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders for the services of a test; they stay for whoever looks why it failed. */
public final class RunFolder {

  private RunFolder() {}

  /**
   * Creates an empty one, in {@code target/services} of the module whose tests run.
   *
   * @param prefix how its name begins, such as {@code run-}
   * @return its absolute path
   * @throws UncheckedIOException if it cannot be created
   */
  public static Path create(String prefix) {
    try {
      Path target = Files.createDirectories(Path.of("target", "services"));
      return Files.createTempDirectory(target, prefix).toAbsolutePath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.crossroads.sql.lake;

import io.crossroads.sql.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Names of files where the engine takes patterns. */
final class Patterns {

  private Patterns() {}

  /** A list of files, as it stands in a statement. */
  static String list(List<Path> files) {
    return files.stream()
        .map(file -> Engine.literal(file.toString().replaceAll("[*?\\[]", "[$0]")))
        .collect(Collectors.joining(", ", "[", "]"));
  }
}

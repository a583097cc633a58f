package io.crossroads.minio;

import io.crossroads.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What somebody may do.
 *
 * @param name its name
 * @param json the document, in the form of AWS
 */
record Policy(String name, String json) {

  private static final String ENDING = ".json";

  /**
   * Reads every {@code NAME.json} of a folder, by name.
   *
   * @throws CommandFailure if that is not possible
   */
  static List<Policy> readAll(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Policy> policies = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(ENDING)).sorted().toList()) {
        String name = file.getFileName().toString();
        policies.add(
            new Policy(name.substring(0, name.length() - ENDING.length()), Files.readString(file)));
      }
      return policies;
    } catch (IOException e) {
      throw new CommandFailure("policies cannot be read from " + folder + ": " + e, e);
    }
  }
}

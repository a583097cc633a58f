package io.crossroads.minio;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.crossroads.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A bucket that shall be there.
 *
 * @param name its name
 * @param keepReplacedDays how long a replaced or deleted object can be had back; 0 for not at all
 */
record Bucket(String name, int keepReplacedDays) {

  Bucket {
    if (name == null || !name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")) {
      throw new IllegalArgumentException(
          "'" + name + "' is no name of a bucket: 3 to 63 small letters, digits, dots and hyphens");
    }
    if (keepReplacedDays < 0) {
      throw new IllegalArgumentException(
          "keepReplacedDays of " + name + " must not be negative, not " + keepReplacedDays);
    }
  }

  /**
   * Reads a JSON list of buckets.
   *
   * @throws CommandFailure if the file cannot be read, or says what no bucket can be
   */
  static List<Bucket> readAll(Path file) {
    try {
      return List.of(new ObjectMapper().readValue(file.toFile(), Bucket[].class));
    } catch (IOException e) {
      throw new CommandFailure("buckets cannot be read from " + file + ": " + e.getMessage(), e);
    }
  }
}

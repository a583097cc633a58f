package io.crossroads.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The JSON that commands write about their work. */
final class Reports {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Reports() {}

  /**
   * Reads one.
   *
   * @throws UncheckedIOException if it is not there or not as expected
   */
  static <T> T read(Path report, Class<T> type) {
    try {
      return JSON.readValue(report.toFile(), type);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

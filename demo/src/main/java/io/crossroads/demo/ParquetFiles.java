package io.crossroads.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Counts the Parquet files that a folder holds by now. */
record ParquetFiles(Path folder) {

  long count() {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[^.].*\\.parquet"))
          .count();
    } catch (IOException | UncheckedIOException changing) {
      return 0;
    }
  }
}

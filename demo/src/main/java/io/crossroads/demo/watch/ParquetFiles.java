package io.crossroads.demo.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Counts the Parquet files that folders hold by now. */
record ParquetFiles(List<Path> folders) {

  long count() {
    return folders.stream().mapToLong(ParquetFiles::count).sum();
  }

  private static long count(Path folder) {
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

package io.crossroads.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** PostgreSQL's programs, unpacked once into the build's output. */
final class PostgresPrograms {

  private static final String MODULE = "embedded/postgres";
  private static final String UNPACK = "io.crossroads.embedded.postgres.UnpackPostgres";

  private PostgresPrograms() {}

  /** The folder with {@code bin}, {@code lib} and {@code share}. */
  static Path folder() {
    Path target = Repository.built(MODULE + "/target");
    Path folder = target.resolve("postgres");
    if (!Files.exists(folder)) {
      String classPath =
          Repository.built(MODULE + "/target/classes")
              + File.pathSeparator
              + Repository.classPath(MODULE);
      Path log = target.resolve("unpack.log");
      try {
        Finished.run(
            log,
            Launch.java(
                    log, List.of(), List.of("-cp", classPath, UNPACK), List.of(folder.toString()))
                .command(),
            "");
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return folder;
  }
}

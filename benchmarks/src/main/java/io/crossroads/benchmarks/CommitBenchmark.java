package io.crossroads.benchmarks;

import io.crossroads.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The time of a commit of rows and position, on a table that has seen 1,000 of them against tables
 * that have seen 10: twenty files a commit, expiration included, in turn and in one warm process.
 */
public final class CommitBenchmark {

  private CommitBenchmark() {}

  /** Prints both times and their ratio. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("crossroads-commits-");
    try (EmbeddedPostgres postgres =
        new EmbeddedPostgres(folder.resolve("postgres"), "catalog").start()) {
      List<String> figures =
          SideProcess.run(
              folder.resolve("commits.log"),
              "512m",
              CommitSide.class,
              List.of(
                  folder.resolve("lake").toUri().toString(),
                  postgres.jdbcUrl("catalog"),
                  postgres.user(),
                  postgres.password()));
      for (String figure : figures) {
        String[] parts = figure.split(" ");
        double old = Double.parseDouble(parts[1]);
        double fresh = Double.parseDouble(parts[2]);
        System.out.printf(
            Locale.ROOT,
            "(d) commit after 1,000 commits / after 10, %s of %s each: %.1f ms / %.1f ms = %.2f%n",
            parts[0],
            parts[3],
            old,
            fresh,
            old / fresh);
      }
    } finally {
      Folders.delete(folder);
    }
  }
}

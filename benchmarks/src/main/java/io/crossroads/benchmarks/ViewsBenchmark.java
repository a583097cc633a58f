package io.crossroads.benchmarks;

import io.crossroads.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code views} after a hundredth more data over 30 simulated days against {@code views --full}, in
 * turn in one process with a heap of 2 GB. The process is new, so that the first round is the first
 * in its session. Both must leave the same views.
 *
 * <p>Arguments: events per second of the archive (default 1), days (default 30), rounds (default
 * 4).
 */
public final class ViewsBenchmark {

  private ViewsBenchmark() {}

  /** Prints a line for each round, and the ratio of the medians after the first. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    String rate = arguments.length > 0 ? arguments[0] : "1";
    String days = arguments.length > 1 ? arguments[1] : "30";
    String rounds = arguments.length > 2 ? arguments[2] : "4";
    Path folder = Files.createTempDirectory("crossroads-views-");
    try (EmbeddedPostgres postgres =
        new EmbeddedPostgres(folder.resolve("postgres"), "catalog", "serving").start()) {
      List<String> where =
          List.of(
              folder.resolve("lake").toUri().toString(),
              postgres.jdbcUrl("catalog"),
              postgres.jdbcUrl("serving"),
              postgres.user(),
              postgres.password(),
              rate,
              days,
              rounds);
      side(folder, "fill", where).forEach(System.out::println);
      report(side(folder, "measure", where));
    } finally {
      Folders.delete(folder);
    }
  }

  private static List<String> side(Path folder, String part, List<String> where)
      throws InterruptedException {
    List<String> arguments = new ArrayList<>(List.of(part));
    arguments.addAll(where);
    return SideProcess.run(folder.resolve(part + ".log"), "2g", ViewsSide.class, arguments);
  }

  /** Each line: events added, seconds for them, seconds for all, and the views' checksum. */
  private static void report(List<String> lines) {
    List<Double> added = new ArrayList<>();
    List<Double> rebuilt = new ArrayList<>();
    for (String line : lines) {
      String[] figures = line.split(" ");
      double some = Double.parseDouble(figures[1]);
      double all = Double.parseDouble(figures[2]);
      Set<String> contents = new TreeSet<>(List.of(figures[3], figures[4]));
      if (contents.size() != 1) {
        throw new IllegalStateException("the views differ: " + contents);
      }
      System.out.printf(
          Locale.ROOT,
          "%s: %s events more %.2f s, all recomputed %.1f s = %.1f; the same views: %s%n",
          added.isEmpty() ? "first in its session" : "again",
          figures[0],
          some,
          all,
          all / some,
          figures[3]);
      added.add(some);
      rebuilt.add(all);
    }
    double some = Median.of(added.subList(1, added.size()));
    double all = Median.of(rebuilt.subList(1, rebuilt.size()));
    System.out.printf(
        Locale.ROOT,
        "(e) views --full / views after a hundredth more, medians of %d: %.1f s / %.2f s = %.1f%n",
        added.size() - 1,
        all,
        some,
        all / some);
  }
}

package io.crossroads.benchmarks;

import io.crossroads.embedded.Launch;
import io.crossroads.embedded.LogTail;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.TiedProcess;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code history} against Spark's typed CSV reader with {@code coalesce(1)}: the same file to one
 * Parquet object, in turn, each in a process of its own with two cores and a heap of 2 GB. Time
 * counts from the started session to the complete object, the first time in the process and once
 * more when it is warm. Ours also sorts.
 *
 * <p>Arguments: rows (default 20,000,000, a multiple of 100), rounds (default 3), and {@code
 * by-time} for a file that is not in the order of the object.
 */
public final class HistoryBenchmark {

  private static final Duration LONGEST_RUN = Duration.ofMinutes(10);
  private static final int TIMES = 2;

  private final Path folder;
  private final Path input;
  private final Set<String> contents = new TreeSet<>();

  private HistoryBenchmark(Path folder, Path input) {
    this.folder = folder;
    this.input = input;
  }

  /** Prints a line for each round, and the ratio of the medians. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 20_000_000;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    boolean byTime = arguments.length > 2 && arguments[2].equals("by-time");
    Path folder = Files.createTempDirectory("crossroads-history-");
    try {
      Path input = folder.resolve("traffic.csv");
      HistoryFile.write(input, rows, byTime);
      System.out.printf(
          Locale.ROOT,
          "%,d rows, %,d bytes, in the order of %s%n",
          rows,
          Files.size(input),
          byTime ? "time, so that rows must be sorted" : "junction and time");
      new HistoryBenchmark(folder, input).run(rounds);
    } finally {
      Folders.delete(folder);
    }
  }

  private void run(int rounds) throws InterruptedException {
    List<List<Double>> ours = List.of(new ArrayList<>(), new ArrayList<>());
    List<List<Double>> theirs = List.of(new ArrayList<>(), new ArrayList<>());
    for (int round = 1; round <= rounds; round++) {
      List<Double> usual = side("theirs", round);
      List<Double> own = side("ours", round);
      for (int time = 0; time < TIMES; time++) {
        ours.get(time).add(own.get(time));
        theirs.get(time).add(usual.get(time));
      }
      System.out.printf(
          Locale.ROOT,
          "round %d: history %.2f s, again %.2f s; typed CSV reader, coalesce(1) %.1f s, again %.1f"
              + " s%n",
          round,
          own.get(0),
          own.get(1),
          usual.get(0),
          usual.get(1));
    }
    if (contents.size() != 1) {
      throw new IllegalStateException("the objects differ: " + contents);
    }
    System.out.println("both hold (rows, vehicles, ids, junctions, hours): " + contents);
    print("(b) typed CSV reader with coalesce(1) / history, first in a session", theirs, ours, 0);
    print("(b) the same, warm", theirs, ours, 1);
  }

  private static void print(
      String what, List<List<Double>> theirs, List<List<Double>> ours, int time) {
    double usual = Median.of(theirs.get(time));
    double own = Median.of(ours.get(time));
    System.out.printf(
        Locale.ROOT,
        "%s, medians of %d runs: %.2f s / %.2f s = %.1f%n",
        what,
        ours.get(time).size(),
        usual,
        own,
        usual / own);
  }

  /** Seconds of each time in one process. */
  private List<Double> side(String side, int round) throws InterruptedException {
    Path log = folder.resolve(side + "-" + round + ".log");
    String classPath =
        String.join(
            File.pathSeparator,
            System.getProperty("java.class.path"),
            Repository.classPath("embedded/spark"));
    List<String> options =
        List.of("@" + Repository.built("conf/spark-java-options"), "-Xmx2g", "-cp", classPath);
    List<String> arguments =
        List.of(
            side,
            input.toString(),
            folder.resolve("output-" + side).toString(),
            Integer.toString(TIMES));
    try (TiedProcess process =
        TiedProcess.start(
            Launch.java(log, options, List.of(HistorySide.class.getName()), arguments))) {
      int exitCode = process.await(LONGEST_RUN).orElse(-1);
      if (exitCode != 0) {
        throw new IllegalStateException(
            side + " ended with " + exitCode + ": " + LogTail.lines(log, 20));
      }
    }
    List<Double> seconds = new ArrayList<>();
    for (String line : LogTail.lines(log, Integer.MAX_VALUE)) {
      if (line.startsWith(HistorySide.FIGURES)) {
        String[] figures = line.split(" ");
        seconds.add(Double.parseDouble(figures[1]));
        contents.add(figures[2]);
      }
    }
    return seconds;
  }
}

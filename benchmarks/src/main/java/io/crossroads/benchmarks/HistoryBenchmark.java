package io.crossroads.benchmarks;

import io.crossroads.embedded.Launch;
import io.crossroads.embedded.Repository;
import io.crossroads.embedded.TiedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@code history} against Spark's typed CSV reader with {@code coalesce(1)} and against DuckDB: the
 * same file to one Parquet object, in turn, each in a process of its own with two cores, Spark with
 * a heap of 2 GB and DuckDB with as much of its own. Time counts from the started session to the
 * complete object, the first time in the process and once more when it is warm; then for {@code
 * bin/crossroads history} and a Java process with DuckDB as wholes, from start to end. Ours and
 * DuckDB's are sorted.
 *
 * <p>Arguments: rows (default 20,000,000, a multiple of 100), rounds (default 3), and {@code
 * by-time} for a file that is not in the order of the object.
 */
public final class HistoryBenchmark {

  private static final String HEAP = "2g";

  /** DuckDB has its memory outside of Java's. */
  private static final String DUCKDB_HEAP = "256m";

  private final Path folder;
  private final Path input;
  private final Set<String> contents = new TreeSet<>();
  private final Map<String, List<Double>> seconds = new HashMap<>();

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
    for (int round = 1; round <= rounds; round++) {
      spark("theirs", round);
      spark("ours", round);
      duckDb(round);
      whole(round);
      System.out.printf(
          Locale.ROOT,
          "round %d: history %.2f s, again %.2f s; typed CSV reader, coalesce(1) %.1f s, again %.1f"
              + " s; DuckDB %.2f s, again %.2f s; whole processes: history %.2f s, DuckDB %.2f s%n",
          round,
          last("ours"),
          last("ours, warm"),
          last("theirs"),
          last("theirs, warm"),
          last("DuckDB"),
          last("DuckDB, warm"),
          last("ours, whole"),
          last("DuckDB, whole"));
    }
    if (contents.size() != 1) {
      throw new IllegalStateException("the objects differ: " + contents);
    }
    System.out.println("all hold (rows, vehicles, ids, junctions, hours): " + contents);
    print("(b) typed CSV reader with coalesce(1) / history, first in a session", "theirs", "ours");
    print("(b) the same, warm", "theirs, warm", "ours, warm");
    print("(b) DuckDB / history, first in a session", "DuckDB", "ours");
    print("(b) the same, warm", "DuckDB, warm", "ours, warm");
    print("(b) DuckDB / history, whole processes", "DuckDB, whole", "ours, whole");
  }

  private void print(String what, String theirs, String ours) {
    double usual = Median.of(seconds.get(theirs));
    double own = Median.of(seconds.get(ours));
    System.out.printf(
        Locale.ROOT,
        "%s, medians of %d runs: %.2f s / %.2f s = %.2f%n",
        what,
        seconds.get(ours).size(),
        usual,
        own,
        usual / own);
  }

  private void add(String name, double value) {
    seconds.computeIfAbsent(name, any -> new ArrayList<>()).add(value);
  }

  private double last(String name) {
    List<Double> all = seconds.get(name);
    return all.get(all.size() - 1);
  }

  /** Converts the file twice in one Spark session. */
  private void spark(String side, int round) throws InterruptedException {
    String output = folder.resolve("output-" + side).toString();
    List<String> figures = spark(side + "-" + round, List.of(side, input.toString(), output, "2"));
    for (int time = 0; time < 2; time++) {
      String[] figure = figures.get(time).split(" ");
      add(side + (time == 0 ? "" : ", warm"), Double.parseDouble(figure[0]));
      contents.add(figure[1]);
    }
  }

  private List<String> spark(String name, List<String> arguments) throws InterruptedException {
    return SideProcess.run(folder.resolve(name + ".log"), HEAP, HistorySide.class, arguments);
  }

  /** Converts the file twice in one process with DuckDB. */
  private void duckDb(int round) throws InterruptedException {
    Path output = folder.resolve("duckdb.parquet");
    List<String> figures = duckDb("duckdb-" + round, output, 2);
    add("DuckDB", Double.parseDouble(figures.get(0)));
    add("DuckDB, warm", Double.parseDouble(figures.get(1)));
    check("check-duckdb-" + round, output);
  }

  private List<String> duckDb(String name, Path output, int times) throws InterruptedException {
    return SideProcess.peer(
        folder.resolve(name + ".log"),
        DUCKDB_HEAP,
        "DuckDbSide",
        List.of(input.toString(), output.toString(), Integer.toString(times)));
  }

  /** Both commands as a user starts them, from their start to their end. */
  private void whole(int round) throws InterruptedException {
    long started = System.nanoTime();
    duckDb("duckdb-whole-" + round, folder.resolve("duckdb-whole.parquet"), 1);
    long between = System.nanoTime();
    Path output = folder.resolve("output-whole");
    Launch command =
        Launch.of(
            folder.resolve("history-" + round + ".log"),
            List.of(
                Repository.built("bin/crossroads").toString(),
                "history",
                "--input",
                input.toString(),
                "--output",
                output.toString()));
    SideProcess.await(
        TiedProcess.start(
            command.withEnvironment(
                Map.of("CROSSROADS_MASTER", "local[2]", "CROSSROADS_DRIVER_MEMORY", HEAP))),
        "bin/crossroads history");
    add("DuckDB, whole", (between - started) / 1e9);
    add("ours, whole", (System.nanoTime() - between) / 1e9);
    check("check-history-" + round, output);
    check("check-duckdb-whole-" + round, folder.resolve("duckdb-whole.parquet"));
  }

  private void check(String name, Path output) throws InterruptedException {
    contents.addAll(spark(name, List.of("check", output.toString())));
  }
}

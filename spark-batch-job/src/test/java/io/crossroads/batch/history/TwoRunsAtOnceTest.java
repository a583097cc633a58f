package io.crossroads.batch.history;

import static io.crossroads.batch.history.Conversion.HEADING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs into one output at once: as a retry beside a scheduled run. */
class TwoRunsAtOnceTest {

  @TempDir private Path folder;

  /** A run's files: their rows have the run's number, and each file has as many wrong lines. */
  private static String file(int run, int rows, int rejected) {
    String good =
        IntStream.range(0, rows)
            .mapToObj(
                row ->
                    String.format(
                        Locale.ROOT, "2024-03-01 %02d:00,%d,%d,%d", row % 24, row % 4, run, row))
            .collect(Collectors.joining("\n", "", "\n"));
    return HEADING + good + ("wrong " + run + "\n").repeat(rejected);
  }

  @ParameterizedTest(name = "{0} runs, {1} files, {2} rows, wrong lines {3} and {4}, {5} ms apart")
  @CsvSource({
    "2, 1, 10, 1, 2, 0",
    "2, 1, 10, 0, 3, 0",
    "2, 1, 10, 3, 0, 0",
    "2, 1, 10, 0, 0, 0",
    "2, 4, 10, 1, 2, 0",
    "2, 4, 5000, 0, 3, 30",
    "2, 4, 5000, 3, 0, 60",
    "2, 2, 60000, 2, 1, 100",
    "2, 2, 60000, 0, 1, 300",
    "3, 3, 500, 1, 2, 10",
    "4, 2, 500, 0, 1, 5",
    "6, 1, 10, 2, 0, 0"
  })
  void allSucceedAndEachObjectHasTheRejectedLinesOfItsOwnRun(
      int runs, int files, int rows, int rejectedOfEven, int rejectedOfOdd, long apart)
      throws Exception {
    Path output = folder.resolve("output");
    ExecutorService threads = Executors.newFixedThreadPool(runs);
    List<CompletableFuture<HistoryReport>> reports =
        IntStream.range(0, runs)
            .mapToObj(
                run -> {
                  Conversion conversion = new Conversion(folder.resolve("run" + run)).into(output);
                  int rejected = run % 2 == 0 ? rejectedOfEven : rejectedOfOdd;
                  return CompletableFuture.supplyAsync(
                      () -> run(conversion, run, files, rows, rejected, apart), threads);
                })
            .toList();
    for (CompletableFuture<HistoryReport> report : reports) {
      assertEquals(List.of(), report.join().failures());
    }
    threads.shutdown();

    Conversion result = new Conversion(folder.resolve("result")).into(output);
    for (int file = 0; file < files; file++) {
      List<List<Long>> read = result.rows("file" + file + ".parquet");
      assertEquals(rows, read.size());
      List<Long> writers = read.stream().map(row -> row.get(2)).distinct().toList();
      assertEquals(1, writers.size(), "an object of several runs: " + writers);
      long writer = writers.get(0);
      long rejected = writer % 2 == 0 ? rejectedOfEven : rejectedOfOdd;
      Path wrong = output.resolve("file" + file + ".rejected.csv");
      assertEquals(rejected > 0, Files.exists(wrong), "rejected lines of run " + writer);
      if (rejected > 0) {
        List<String> lines = result.rejected("file" + file + ".rejected.csv");
        assertEquals(rejected + 1, lines.size());
        assertTrue(lines.get(1).endsWith("\"wrong " + writer + '"'), lines.toString());
      }
    }
    assertTrue(
        result.outputNames().stream().noneMatch(name -> name.startsWith("_")),
        result.outputNames().toString());
  }

  private static HistoryReport run(
      Conversion conversion, int run, int files, int rows, int rejected, long apart) {
    try {
      for (int file = 0; file < files; file++) {
        conversion.file("file" + file + ".csv", file(run, rows, rejected));
      }
      Thread.sleep(run * apart);
      return conversion.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

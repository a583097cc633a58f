package io.crossroads.batch;

import io.crossroads.batch.history.FileOutcome;
import io.crossroads.batch.history.HistoryReport;
import io.crossroads.cli.VisibleText;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** Prints what became of historical files: a line each, and the totals. */
final class HistoryPrinter {

  private final PrintWriter out;

  HistoryPrinter(PrintWriter out) {
    this.out = out;
  }

  void file(FileOutcome file) {
    String line =
        file.failure()
            .map(why -> String.format(Locale.ROOT, "%s: NOT CONVERTED: %s", file.input(), why))
            .orElseGet(() -> converted(file));
    print(line);
    out.flush();
  }

  /** Names and lines of files may hold anything, also what a terminal obeys. */
  private void print(String line) {
    out.println(VisibleText.of(line));
  }

  void summary(HistoryReport report) {
    if (!report.ignored().isEmpty()) {
      print("left out, being no CSV: " + String.join(", ", report.ignored()));
    }
    if (!report.hidden().isEmpty()) {
      print(
          "left out, as names that begin with _ or . are those of unfinished files (rename them): "
              + String.join(", ", report.hidden()));
    }
    long done = report.files().size() - report.failures().size();
    out.println(
        String.format(
            Locale.ROOT,
            "%d of %d files converted: %s",
            done,
            report.files().size(),
            figures(report.rows(), report.rejected(), report.took())));
    out.flush();
  }

  private static String converted(FileOutcome file) {
    String reasons =
        file.faults().isEmpty()
            ? ""
            : file.faults().entrySet().stream()
                .map(
                    fault ->
                        String.format(
                            Locale.ROOT, "%s %,d", fault.getKey().label(), fault.getValue()))
                .collect(Collectors.joining(", ", " (", ")"));
    return String.format(
        Locale.ROOT,
        "%s -> %s: %s%s; times as %s",
        file.input(),
        file.output(),
        figures(file.rows(), file.rejected(), file.took()),
        reasons,
        String.join(", ", file.formats()));
  }

  private static String figures(long rows, long rejected, Duration took) {
    double seconds = took.toMillis() / 1000.0;
    return String.format(
        Locale.ROOT,
        "%,d read = %,d rows + %,d rejected, %.1f s, %,.0f rows/s",
        rows + rejected,
        rows,
        rejected,
        seconds,
        (rows + rejected) / Math.max(seconds, 0.001));
  }
}

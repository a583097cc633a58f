package io.crossroads.demo.result;

import io.crossroads.demo.result.Reconciliation.Partition;
import io.crossroads.demo.setup.DemoFolder;
import io.crossroads.demo.setup.DemoSettings;
import io.crossroads.demo.setup.ShownPath;
import io.crossroads.embedded.LogTail;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.history.HistoryLayout;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the demo tells at its end: what came out, where it is and what to do with it. */
public record Summary(DemoFolder folder, DemoSettings settings, List<Proof> proofs) {

  private static final int SHOWN_ROWS = 3;
  private static final int LOG_LINES = 1_000;
  private static final Set<String> HIDDEN = Set.of("kafka_topic_id", "kafka_partition");

  /** Prints it for people. */
  public void print(PrintStream out) {
    out.println();
    for (Proof proof : proofs) {
      String of = settings.several() ? " of " + proof.pipeline() : "";
      proof
          .text()
          .lines()
          .forEach(line -> out.println("PROVED from the tables" + of + ": " + line));
    }
    out.println();
    for (Proof proof : proofs) {
      if (settings.several()) {
        out.printf(Locale.ROOT, "=== %s%n%n", proof.pipeline());
      }
      archive(out, proof);
      rejected(out, proof.tables());
      oneNumber(out, proof.answered());
      proof.pipeline().history().ifPresent(layout -> history(out, proof.pipeline(), layout));
    }
    analyses(out);
    new NextSteps(folder, settings, proofs.get(0)).print(out);
    out.flush();
  }

  private void archive(PrintStream out, Proof proof) {
    Reconciliation tables = proof.tables();
    heading(out, "Archive", tables.total(Partition::archived), "events", tables.archive());
    if (!tables.byEntity().isEmpty()) {
      String entity = proof.pipeline().schema().entity().orElse("");
      counts(entity, "events", tables.byEntity()).print(out);
      out.println();
    }
    List<Map<String, String>> rows =
        tables.rows().subList(0, Math.min(SHOWN_ROWS, tables.rows().size()));
    Columns columns = new Columns();
    if (!rows.isEmpty()) {
      columns.add(shown(rows.get(0)).map(Map.Entry::getKey).toList());
    }
    rows.forEach(row -> columns.add(shown(row).map(Map.Entry::getValue).toList()));
    columns.print(out);
    out.println();
  }

  private void rejected(PrintStream out, Reconciliation tables) {
    heading(out, "Rejected", tables.total(Partition::rejected), "records", tables.rejected());
    counts("reason and field", "records", tables.byReason()).print(out);
    out.println();
  }

  private void oneNumber(PrintStream out, Proof.Answered answered) {
    out.printf(
        Locale.ROOT,
        """
        One number: %,d events, in %s
          the batch layer counts offsets before %,d, the speed layer the others
          asked %,d times over HTTP, %,d of them while views ran: never fewer than before

        """,
        answered.events(),
        ShownPath.of(folder.file("answers")),
        answered.horizonOffset(),
        answered.answers(),
        answered.duringViews());
  }

  private void history(PrintStream out, Pipeline pipeline, HistoryLayout layout) {
    out.printf(Locale.ROOT, "History: %s%n", ShownPath.of(folder.history(layout)));
    String log = settings.several() ? "history-" + pipeline.name() : "history";
    LogTail.lines(folder.log(log), LOG_LINES).stream()
        .filter(line -> line.contains(" -> "))
        .forEach(line -> out.println("  " + line));
    out.println();
  }

  private void analyses(PrintStream out) {
    out.println("Analyses:");
    LogTail.lines(folder.log("analyses"), LOG_LINES).stream()
        .filter(line -> line.contains(" rows to "))
        .forEach(line -> out.println("  " + shortened(line)));
    out.println();
  }

  /** With the object's path as people type it. */
  private static String shortened(String line) {
    int path = line.indexOf(" to ") + " to ".length();
    return line.substring(0, path) + ShownPath.of(line.substring(path));
  }

  private static void heading(
      PrintStream out, String what, long rows, String called, String metadata) {
    String table = ShownPath.of(ShownPath.path(metadata).getParent().getParent());
    out.printf(Locale.ROOT, "%s: %,d %s in %s%n", what, rows, called, table);
  }

  private static Columns counts(String what, String called, Map<String, Long> counts) {
    Columns columns = new Columns().add(what, called);
    counts.forEach((name, count) -> columns.add(name, String.format(Locale.ROOT, "%,d", count)));
    return columns;
  }

  private static Stream<Map.Entry<String, String>> shown(Map<String, String> row) {
    return row.entrySet().stream().filter(column -> !HIDDEN.contains(column.getKey()));
  }
}

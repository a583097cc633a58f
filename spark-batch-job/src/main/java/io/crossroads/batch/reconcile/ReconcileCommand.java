package io.crossroads.batch.reconcile;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.crossroads.batch.archive.ArchiveOptions;
import io.crossroads.batch.archive.ArchivedPipeline;
import io.crossroads.cli.CommandFailure;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.store.ReconciliationHistory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code reconcile}: proves that every record became exactly one row. */
@Command(
    name = "reconcile",
    mixinStandardHelpOptions = true,
    description = {
      "Proves that each record of a topic became exactly one row, archived or rejected,",
      "and with --cells that every merged answer is the archive's.",
      "May run beside the jobs that write. Exit code 1 if an offset is missing, there twice or",
      "unexpected, anything does not fit together, or a cell differs. What was found is kept in the",
      "store, for the page and the API."
    })
public final class ReconcileCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private ArchiveOptions options;

  @Option(
      names = "--cells",
      description = {
        "Also compute from the archive what every merged answer must be, and compare:",
        "all records that archive and live numbers both have; and hold replayed records against",
        "what became of them."
      })
  private boolean cells;

  @Option(
      names = "--values",
      description = {
        "Also hold what the rows say against what makes an event valid, and decode rejected",
        "records again. After an upgrade that reads more forms, old rejected ones may differ."
      })
  private boolean values;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write what was found as JSON; of several pipelines, by their names.")
  private Path json;

  private record Found(String pipeline, Report report, CellReport cells, ReplayReport replays) {

    boolean exact() {
      return report.exact() && (cells == null || cells.exact() && replays.exact());
    }

    ReconciliationHistory.Run run(Instant started) {
      return new ReconciliationHistory.Run(
          started,
          new ReconciliationHistory.Offsets(
              report.total(PartitionCount::records),
              report.total(PartitionCount::archived),
              report.total(PartitionCount::rejected),
              report.total(PartitionCount::lost),
              report.total(PartitionCount::missing),
              report.total(PartitionCount::twice),
              report.total(PartitionCount::unexpected)),
          Optional.ofNullable(cells)
              .map(
                  found ->
                      new ReconciliationHistory.Cells(
                          found.cells(), found.differ(), Instant.parse(found.until()))),
          report.findings().size() + (cells == null ? 0 : cells.findings().size()),
          exact());
    }

    ObjectNode json() {
      ObjectNode all = JSON.valueToTree(report);
      if (cells != null) {
        all.set("cells", JSON.valueToTree(cells));
        all.set("replays", JSON.valueToTree(replays));
      }
      return all;
    }
  }

  @Override
  public Integer call() {
    List<Found> found = options.withArchived("reconcile", this::reconcile);
    if (json != null) {
      write(found);
    }
    return found.stream().allMatch(Found::exact) ? 0 : 1;
  }

  private Found reconcile(ArchivedPipeline archived) throws SQLException {
    Instant started = Instant.now();
    Report report = new Reconciliation(archived, values).run();
    System.out.println(ReportText.of(report));
    CellReport cellReport = null;
    ReplayReport replays = null;
    if (cells) {
      cellReport = new CellReconciliation(archived, options.store()).run();
      replays = new ReplayAudit(archived, options.store(), values).run();
      if (!replays.isEmpty()) {
        System.out.println(replays);
      }
      System.out.println(cellReport);
    }
    Found found = new Found(archived.pipeline().name(), report, cellReport, replays);
    keep(archived.pipeline(), found.run(started));
    return found;
  }

  /** Adds a run to the history. Whoever counts records alone needs no store, and may have none. */
  private void keep(Pipeline pipeline, ReconciliationHistory.Run run) throws SQLException {
    try {
      new ReconciliationHistory(options.store()).add(pipeline, run);
    } catch (SQLException e) {
      if (cells) {
        throw e;
      }
      System.err.println(
          "warning: not in the history of reconcile, as the store at "
              + options.store()
              + " cannot be written: "
              + e.getMessage());
    }
  }

  /** What was found of one pipeline as it is; of several by their names. */
  private void write(List<Found> found) {
    ObjectNode all = found.size() == 1 ? found.get(0).json() : JSON.createObjectNode();
    if (found.size() > 1) {
      found.forEach(one -> all.set(one.pipeline(), one.json()));
    }
    try {
      JSON.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), all);
    } catch (IOException e) {
      throw new CommandFailure("cannot write " + json + ": " + e.getMessage(), e);
    }
  }
}

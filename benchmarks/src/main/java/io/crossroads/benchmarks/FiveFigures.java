package io.crossroads.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.RowTable;
import io.crossroads.store.Positions;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** What is printed of pipelines that ran beside each other. */
final class FiveFigures {

  private final FivePipelines pipelines;
  private final List<Pipeline> whole;

  /**
   * Figures of pipelines.
   *
   * @param whole those whose topic was there all the time
   */
  FiveFigures(FivePipelines pipelines, List<Pipeline> whole) {
    this.pipelines = pipelines;
    this.whole = whole;
  }

  /** Prints how many records of the topics are not taken in now. */
  void printLag() throws InterruptedException, ExecutionException {
    List<String> lags = new ArrayList<>();
    for (Pipeline pipeline : whole) {
      lags.add(
          String.format(
              Locale.ROOT,
              "%s %,d live, %,d archive",
              pipeline.name(),
              pipelines.lag(pipeline, Positions.SPEED),
              pipelines.lag(pipeline, Positions.ARCHIVE)));
    }
    System.out.println("lag at the end, records: " + String.join("; ", lags));
  }

  /**
   * Prints how long the records of each pipeline took, by the phase that they were sent in.
   *
   * @param heldUp whether all were held up before the last phase, so that each must catch up in it
   */
  void printFreshness(List<Phase> phases, boolean heldUp) {
    System.out.printf(
        Locale.ROOT,
        "%-45s %9s %9s %9s %9s %9s%n",
        "from sending to the store, ms",
        "records",
        "p50",
        "p95",
        "p99",
        "most");
    for (Pipeline pipeline : whole) {
      SentRecords sent = pipelines.records(pipeline);
      print(pipeline.name(), sent, pipeline, Positions.SPEED, phases, heldUp);
      pipeline
          .rows()
          .map(RowTable::name)
          .ifPresent(table -> print(table, sent, pipeline, StoreWatch.ROWS, phases, heldUp));
    }
  }

  private void print(
      String name,
      SentRecords sent,
      Pipeline pipeline,
      String query,
      List<Phase> phases,
      boolean heldUp) {
    String topicId = pipelines.topicId(pipeline);
    Freshness freshness =
        new Freshness(
            sent,
            partition -> pipelines.watch().steps(new StoreWatch.Place(query, topicId, partition)));
    for (Phase phase : phases) {
      System.out.printf(
          Locale.ROOT,
          "%-45s %,9d %s%n",
          phase.name().isEmpty() ? name : name + ", " + phase.name(),
          freshness.count(phase),
          freshness.count(phase) == 0 ? "" : freshness.of(phase));
    }
    if (heldUp) {
      System.out.printf(
          Locale.ROOT,
          "%-45s %9.1f s until nothing waits that is older than %d s%n",
          name + " is fresh again",
          freshness.freshAgain(phases.get(phases.size() - 1).from()).toMillis() / 1e3,
          Freshness.FRESH.toSeconds());
    }
  }

  /**
   * Prints what became of every record.
   *
   * @throws IllegalStateException if a record of a topic that was there all the time is not there
   *     once
   */
  void requireExact() throws IOException, InterruptedException, SQLException {
    JsonNode found = pipelines.reconciled();
    List<String> wrong = new ArrayList<>();
    for (Pipeline pipeline : FivePipelines.all()) {
      JsonNode one = found.path(pipeline.name());
      long sent = pipelines.sent(pipeline);
      long archived = total(one, "archived");
      long rejected = total(one, "rejected");
      Optional<Long> rows = rows(pipeline);
      boolean exact =
          one.path("exact").asBoolean()
              && sent == archived + rejected
              && rows.map(count -> count == archived).orElse(true);
      System.out.printf(
          Locale.ROOT,
          "%s: %,d sent, %,d archived + %,d rejected%s; %,d cells, %,d differ%s%n",
          pipeline.name(),
          sent,
          archived,
          rejected,
          rows.map(count -> String.format(Locale.ROOT, ", %,d rows", count)).orElse(""),
          one.path("cells").path("cells").asLong(),
          one.path("cells").path("differ").asLong(),
          whole.contains(pipeline) ? "" : " (its topic was deleted with what was not archived)");
      if (!exact && whole.contains(pipeline)) {
        wrong.add(pipeline.name());
      }
    }
    if (!wrong.isEmpty()) {
      throw new IllegalStateException("not every record is there once: " + wrong + " " + found);
    }
  }

  private Optional<Long> rows(Pipeline pipeline) throws SQLException {
    return pipeline.rows().isPresent()
        ? Optional.of(pipelines.rows(pipeline.rows().get().name()))
        : Optional.empty();
  }

  private static long total(JsonNode found, String figure) {
    long total = 0;
    for (JsonNode partition : found.path("partitions")) {
      total += partition.path(figure).asLong();
    }
    return total;
  }
}

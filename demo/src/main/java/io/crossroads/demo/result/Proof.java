package io.crossroads.demo.result;

import io.crossroads.cli.CommandFailure;
import io.crossroads.demo.result.Reconciliation.Partition;
import io.crossroads.pipelines.Pipeline;
import java.util.Locale;

/**
 * That each record which was sent has become exactly one row, and that answers are what these rows
 * say.
 *
 * @param pipeline whose records they are
 * @param produced what the producer says
 * @param tables what the tables say
 * @param answered what the serving layer says
 */
public record Proof(
    Pipeline pipeline, ProducerReport produced, Reconciliation tables, Answered answered) {

  /**
   * What was answered over HTTP; that it never became less is checked at each answer.
   *
   * @param events that count at the end, of both layers
   * @param horizonOffset the first offset that the batch layer does not hold
   * @param answers how often it was asked
   * @param duringViews how often of these while views were computed and published
   */
  public record Answered(long events, long horizonOffset, int answers, int duringViews) {}

  /**
   * One line for the records and one for the answers.
   *
   * @throws CommandFailure if it is not so
   */
  public String text() {
    long archived = tables.total(Partition::archived);
    long rows = archived + tables.total(Partition::rejected);
    boolean sum = produced.sent() == rows;
    if (!tables.exact() || !sum || produced.failed() != 0) {
      throw new CommandFailure("NOT proved of " + pipeline + ": " + records(sum ? "=" : "is not"));
    }
    Reconciliation.Cells cells = tables.cells();
    boolean same = answered.events() == archived;
    if (cells.differ() != 0 || cells.records() != rows || !same) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "NOT proved of %s: %s, out of %d of %d records",
              pipeline,
              answers(same ? "=" : "are not"),
              cells.records(),
              rows));
    }
    return records("=") + System.lineSeparator() + answers("=");
  }

  private String records(String relation) {
    return String.format(
        Locale.ROOT,
        "%,d sent %s %,d archived + %,d rejected; %d missing, %d twice",
        produced.sent(),
        relation,
        tables.total(Partition::archived),
        tables.total(Partition::rejected),
        tables.total(Partition::missing),
        tables.total(Partition::twice));
  }

  private String answers(String relation) {
    return String.format(
        Locale.ROOT,
        "%,d events answered %s %,d archived; %,d cells, %,d differ",
        answered.events(),
        relation,
        tables.total(Partition::archived),
        tables.cells().cells(),
        tables.cells().differ());
  }
}

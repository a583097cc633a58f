package io.crossroads.demo;

import io.crossroads.cli.CommandFailure;
import io.crossroads.demo.Reconciliation.Partition;
import java.util.Locale;

/**
 * That each record which was sent has become exactly one row.
 *
 * @param produced what the producer says
 * @param tables what the tables say
 */
record Proof(ProducerReport produced, Reconciliation tables) {

  /**
   * One line that says so.
   *
   * @throws CommandFailure if it is not so
   */
  String text() {
    long rows = tables.total(Partition::archived) + tables.total(Partition::rejected);
    boolean sum = produced.sent() == rows;
    if (!tables.exact() || !sum || produced.failed() != 0) {
      throw new CommandFailure("NOT proved: " + numbers(sum ? "=" : "is not"));
    }
    return numbers("=");
  }

  private String numbers(String relation) {
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
}

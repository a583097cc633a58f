package io.crossroads.batch.history;

import io.crossroads.batch.csv.ColumnFormats;
import io.crossroads.batch.csv.LineFault;
import io.crossroads.batch.rows.RunOrder;
import io.crossroads.batch.time.TimeFormat;
import io.crossroads.batch.time.UnclearColumnException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Converts one file: passes over it until one was right in everything that its plan guessed, then
 * publishes what that pass wrote. What is right depends on the whole file, not on the guess.
 */
final class FileConversion {

  private final Planner planner;
  private final Passes passes;
  private final Publication publication;
  private final RejectedShare threshold;

  FileConversion(Planner planner, Passes passes, Publication publication, RejectedShare threshold) {
    this.threshold = threshold;
    this.planner = planner;
    this.passes = passes;
    this.publication = publication;
  }

  /** Converts a file and publishes its object and its rejected lines. */
  FileOutcome convert(SourceFile file) throws IOException, RefusedFileException {
    long started = System.nanoTime();
    FilePlan plan = planner.plan(file);
    Pass pass = passes.run(plan);
    Optional<FilePlan> better = better(plan, pass);
    while (better.isPresent()) {
      plan = better.get();
      pass = passes.run(plan);
      better = better(plan, pass);
    }
    long notUtf8 = pass.faults().getOrDefault(LineFault.NOT_UTF8, 0L);
    if (CharsetHint.isNeeded(notUtf8, pass.records())) {
      byte[] beginning = planner.beginning(file);
      throw new RefusedFileException(CharsetHint.of(beginning, notUtf8, pass.records()));
    }
    if (threshold.isExceeded(pass.rows(), pass.records())) {
      String rejected = publication.publishRejected(plan, pass);
      throw new RefusedFileException(threshold.message(pass.rows(), pass.faults(), rejected));
    }
    String object = publication.publish(plan, pass);
    return new FileOutcome(
        file.name(),
        object,
        plan.formats().times().stream().map(TimeFormat::pattern).toList(),
        pass.rows(),
        pass.faults(),
        Duration.ofNanos(System.nanoTime() - started),
        null,
        false);
  }

  /** The plan for another pass; empty if this one was right. */
  private Optional<FilePlan> better(FilePlan plan, Pass pass) throws RefusedFileException {
    if (!pass.wrongStarts(plan.ranges()).isEmpty()) {
      return Optional.of(plan.looking());
    }
    FilePlan exact = plan.over(pass.exact(plan.ranges()));
    ColumnFormats formats = formats(plan, pass);
    if (!formats.equals(plan.formats())) {
      return Optional.of(exact.in(formats));
    }
    if (plan.bounds() != null) {
      return Optional.empty();
    }
    RunOrder order = pass.order();
    if (!order.isInOrder()) {
      return Optional.of(exact.exchanging(Partitions.between(order, pass.rows())));
    }
    return plan.write() ? Optional.empty() : Optional.of(exact.inOrder());
  }

  private ColumnFormats formats(FilePlan plan, Pass pass) throws RefusedFileException {
    try {
      return planner.formats(plan, pass.evidence());
    } catch (UnclearColumnException e) {
      throw new RefusedFileException(e);
    }
  }
}

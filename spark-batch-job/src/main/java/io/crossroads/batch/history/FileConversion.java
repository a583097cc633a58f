package io.crossroads.batch.history;

import io.crossroads.batch.rows.RunOrder;
import io.crossroads.batch.time.TimeFormat;
import io.crossroads.batch.time.UnclearTimesException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Converts one file: passes over it until one was right in everything that its plan guessed, then
 * publishes what that pass wrote. What is right depends on the whole file, not on the guess.
 */
final class FileConversion {

  private final Planner planner;
  private final Passes passes;
  private final Publication publication;

  FileConversion(Planner planner, Passes passes, Publication publication) {
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
    String object = publication.publish(plan, pass);
    return new FileOutcome(
        file.name(),
        object,
        plan.formats().stream().map(TimeFormat::pattern).toList(),
        pass.rows(),
        pass.faults(),
        Duration.ofNanos(System.nanoTime() - started),
        null);
  }

  /** The plan for another pass; empty if this one was right. */
  private Optional<FilePlan> better(FilePlan plan, Pass pass) throws RefusedFileException {
    if (!pass.wrongStarts(plan.ranges()).isEmpty()) {
      return Optional.of(plan.looking());
    }
    FilePlan exact = plan.over(pass.exact(plan.ranges()));
    List<TimeFormat> formats = formats(plan, pass);
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

  private List<TimeFormat> formats(FilePlan plan, Pass pass) throws RefusedFileException {
    try {
      return planner.formats(plan, pass.evidence());
    } catch (UnclearTimesException e) {
      throw new RefusedFileException(e);
    }
  }
}

package io.crossroads.batch.history;

import io.crossroads.batch.parquet.ObjectWriter;
import io.crossroads.batch.storage.AtomicFile;
import io.crossroads.batch.storage.PublicationTurn;
import io.crossroads.batch.storage.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.hadoop.fs.Path;

/**
 * Makes the result of a file appear in the output: first the rejected lines, then the object, so
 * that no object is there without the lines it lacks. Both are complete before the first of them
 * appears, and no other run publishes a file of the name meanwhile.
 */
final class Publication {

  private static final String OBJECT_SUFFIX = ".parquet";

  private final Storage storage;
  private final Path output;
  private final Staging staging;

  /**
   * Publishes into a folder.
   *
   * @param staging of the run, in the same folder
   */
  Publication(Storage storage, Path output, Staging staging) {
    this.storage = storage;
    this.output = output;
    this.staging = staging;
  }

  /** Publishes what a pass wrote and returns the object's name. */
  String publish(FilePlan plan, Pass pass) throws IOException {
    String base = plan.file().baseName();
    Path object = Storage.child(output, base + OBJECT_SUFFIX);
    Path rejected = Storage.child(output, base + RejectedFile.SUFFIX);
    if (pass.records() == pass.rows()) {
      try (AtomicFile rows = writeRows(plan, pass, object);
          PublicationTurn turn = staging.turn(plan.file())) {
        turn.commit(rows);
        turn.remove(rejected);
      }
    } else {
      try (AtomicFile lines = writeRejected(plan, pass, rejected);
          AtomicFile rows = writeRows(plan, pass, object);
          PublicationTurn turn = staging.turn(plan.file())) {
        turn.commit(lines);
        turn.commit(rows);
      }
    }
    return object.getName();
  }

  /** Publishes the rejected lines alone, and returns the name of their file. */
  String publishRejected(FilePlan plan, Pass pass) throws IOException {
    Path rejected = Storage.child(output, plan.file().baseName() + RejectedFile.SUFFIX);
    try (AtomicFile lines = writeRejected(plan, pass, rejected);
        PublicationTurn turn = staging.turn(plan.file())) {
      turn.commit(lines);
    }
    return rejected.getName();
  }

  private AtomicFile begin(FilePlan plan, Path target) throws IOException {
    return new AtomicFile(
        storage, target, Storage.child(staging.of(plan.file()), target.getName()));
  }

  private AtomicFile writeRows(FilePlan plan, Pass pass, Path object) throws IOException {
    AtomicFile file = begin(plan, object);
    try {
      ObjectWriter rows =
          new ObjectWriter(plan.heading().columns(), plan.key().columns(), file.stream());
      for (WrittenPart part : pass.parts()) {
        Path path = new Path(part.path());
        try (InputStream stream = storage.of(path).open(path)) {
          rows.append(stream, part.groups());
        }
      }
      if (rows.rows() != pass.rows()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT, "%s has %d rows, but %d were read", object, rows.rows(), pass.rows()));
      }
      rows.finish();
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private AtomicFile writeRejected(FilePlan plan, Pass pass, Path path) throws IOException {
    AtomicFile file = begin(plan, path);
    try {
      RejectedFile rejected = new RejectedFile(storage, file.stream());
      long before = plan.heading().lines();
      long count = 0;
      for (RangeReport report : pass.reports()) {
        if (!report.rejected().isEmpty()) {
          rejected.append(new Path(report.rejected()), report.rejectedLines(), before);
          count += report.rejectedLines();
        }
        before += report.lines();
      }
      if (pass.rows() + count != pass.records()) {
        throw new IllegalStateException(
            String.format(
                Locale.ROOT,
                "%d rows and %d rejected lines of %d records in %s",
                pass.rows(),
                count,
                pass.records(),
                plan.file().uri()));
      }
      rejected.finish();
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }
}

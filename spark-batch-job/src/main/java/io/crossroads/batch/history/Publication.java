package io.crossroads.batch.history;

import io.crossroads.batch.parquet.ObjectWriter;
import io.crossroads.batch.storage.Storage;
import io.crossroads.batch.storage.WholeFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Makes the result of a file appear in the output: first the rejected lines, then the object, so
 * that no object is there without the lines it lacks.
 */
final class Publication {

  private static final String OBJECT_SUFFIX = ".parquet";

  private final Storage storage;
  private final Path output;
  private final Path staging;

  /**
   * Publishes into a folder.
   *
   * @param staging a folder of the file's own on the same file system
   */
  Publication(Storage storage, Path output, Path staging) {
    this.storage = storage;
    this.output = output;
    this.staging = staging;
  }

  /** Publishes what a pass wrote and returns the object's name. */
  String publish(FilePlan plan, Pass pass) throws IOException {
    String base = plan.file().baseName();
    Path rejected = new Path(output, base + RejectedFile.SUFFIX);
    boolean anyRejected = pass.records() > pass.rows();
    if (anyRejected) {
      publishRejected(plan, pass, rejected);
    }
    Path object = new Path(output, base + OBJECT_SUFFIX);
    publishRows(plan, pass, object);
    FileSystem system = storage.of(rejected);
    if (!anyRejected && system.exists(rejected)) {
      system.delete(rejected, false);
    }
    return object.getName();
  }

  private void publishRows(FilePlan plan, Pass pass, Path object) throws IOException {
    try (WholeFile file = new WholeFile(storage, object, new Path(staging, object.getName()))) {
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
      file.commit();
    }
  }

  private void publishRejected(FilePlan plan, Pass pass, Path path) throws IOException {
    try (WholeFile file = new WholeFile(storage, path, new Path(staging, path.getName()))) {
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
      file.commit();
    }
  }
}

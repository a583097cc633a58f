package io.crossroads.batch.history;

import io.crossroads.batch.storage.PublicationTurn;
import io.crossroads.batch.storage.RunFolder;
import io.crossroads.batch.storage.Storage;
import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** Where a run keeps what is not complete: a folder of its own, and one in it for each file. */
final class Staging implements AutoCloseable {

  private final Storage storage;
  private final RunFolder run;

  Staging(Storage storage, Path output) throws IOException {
    this.storage = storage;
    run = new RunFolder(storage, output);
  }

  /** The folder for one file's parts. */
  Path of(SourceFile file) {
    return Storage.child(run.path(), file.baseName());
  }

  /** Waits until no other run publishes what a file becomes. */
  PublicationTurn turn(SourceFile file) throws IOException {
    return PublicationTurn.take(storage, run, file.baseName());
  }

  /** Removes a file's parts. */
  void remove(SourceFile file) throws IOException {
    Path folder = of(file);
    storage.of(folder).delete(folder, true);
  }

  @Override
  public void close() throws IOException {
    run.close();
  }
}

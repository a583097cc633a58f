package io.crossroads.batch.history;

import io.crossroads.batch.storage.Storage;
import java.io.IOException;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The folder in the output where a run keeps what is not complete. Its name begins with an
 * underscore, which readers of folders leave out. A run removes what runs before it left, so of two
 * at once the one that began first fails; neither publishes half a file.
 */
final class Staging implements AutoCloseable {

  private static final String FOLDER = "_history_staging";

  private final FileSystem system;
  private final Path all;
  private final Path own;

  /** Clears what is left of earlier runs. */
  Staging(Storage storage, Path output) throws IOException {
    system = storage.of(output);
    all = new Path(output, FOLDER);
    own = new Path(all, UUID.randomUUID().toString());
    system.delete(all, true);
  }

  /** The folder for one file's parts. */
  Path of(SourceFile file) {
    return new Path(own, file.baseName());
  }

  /** Removes a file's parts. */
  void remove(SourceFile file) throws IOException {
    system.delete(of(file), true);
  }

  @Override
  public void close() throws IOException {
    system.delete(own, true);
    if (system.exists(all)) {
      FileStatus[] others = system.listStatus(all);
      if (others.length == 0) {
        system.delete(all, false);
      }
    }
  }
}

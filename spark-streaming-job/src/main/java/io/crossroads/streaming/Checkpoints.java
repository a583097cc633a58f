package io.crossroads.streaming;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Folders for Spark's bookkeeping of a query. Every query gets a new one, as the tables alone know
 * how far they have come; earlier ones are removed.
 */
final class Checkpoints {

  private final Path folder;
  private final Configuration hadoop;
  private int made;

  /**
   * Nothing is made yet.
   *
   * @param folder any Hadoop file system; all that is in it may be removed. Without one, a
   *     temporary folder that the next run on this machine finds again
   * @param id of what the query writes
   */
  Checkpoints(Optional<String> folder, UUID id, Configuration hadoop) {
    this.folder = new Path(folder.orElseGet(() -> localFolder(id)));
    this.hadoop = hadoop;
  }

  private static String localFolder(UUID id) {
    return java.nio.file.Path.of(
            System.getProperty("java.io.tmpdir"),
            "crossroads-" + System.getProperty("user.name"),
            "checkpoint-" + id)
        .toUri()
        .toString();
  }

  /** A folder that does not exist yet; all others are removed. */
  String fresh() {
    remove();
    return new Path(folder, ProcessHandle.current().pid() + "-" + ++made).toString();
  }

  /** Removes all of them. */
  void remove() {
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      files.delete(folder, true);
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint folder " + folder, e);
    }
  }
}

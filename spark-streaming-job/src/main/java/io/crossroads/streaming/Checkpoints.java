package io.crossroads.streaming;

import java.io.IOException;
import java.io.UncheckedIOException;
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
   * @param folder any Hadoop file system; all that is in it may be removed
   */
  Checkpoints(String folder, Configuration hadoop) {
    this.folder = new Path(folder);
    this.hadoop = hadoop;
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

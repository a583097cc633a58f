package io.crossroads.streaming.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Folders for Spark's bookkeeping of a query. Every start of a query gets a new one, as the sinks
 * alone know how far they have come.
 *
 * <p>What a query writes has a folder of its own, and in it every process has one, which lives as
 * long as its {@link FolderLease}. A process removes its own earlier folders and those whose lease
 * has ended; never one that a living process may use.
 */
public final class Checkpoints implements AutoCloseable {

  private final Path folder;
  private final Configuration hadoop;
  private final String process = UUID.randomUUID().toString();
  private FolderLease lease;
  private int made;

  /**
   * Nothing is made yet.
   *
   * @param folder any Hadoop file system; without one, a folder in the temporary one
   * @param query the kind of query, the name of a folder
   * @param id of what the query writes, the name of a folder: unique to store, pipeline and topic
   */
  public Checkpoints(Optional<String> folder, String query, String id, Configuration hadoop) {
    this.folder = new Path(new Path(folder.orElseGet(Checkpoints::localFolder), query), id);
    this.hadoop = hadoop;
  }

  private static String localFolder() {
    return java.nio.file.Path.of(
            System.getProperty("java.io.tmpdir"),
            "crossroads-" + System.getProperty("user.name"),
            "checkpoints")
        .toUri()
        .toString();
  }

  /** A folder that does not exist yet; this process's earlier one and those of dead ones go. */
  public String fresh() {
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      if (lease == null) {
        files.mkdirs(folder);
        lease = FolderLease.take(files, folder, process);
        removeLeftovers(files);
      }
      files.delete(new Path(lease.folder(), Integer.toString(made)), true);
      return new Path(lease.folder(), Integer.toString(++made)).toString();
    } catch (IOException e) {
      throw new UncheckedIOException("checkpoint folder " + folder, e);
    }
  }

  private void removeLeftovers(FileSystem files) throws IOException {
    for (FileStatus found : files.listStatus(folder)) {
      if (found.isDirectory() && !found.getPath().getName().equals(process)) {
        FolderLease.removeIfEnded(files, found);
      }
    }
  }

  /** Removes what this process has made. */
  @Override
  public void close() {
    try {
      if (lease != null) {
        lease.end();
        lease = null;
      }
    } catch (IOException e) {
      // A later process removes it.
    }
  }
}

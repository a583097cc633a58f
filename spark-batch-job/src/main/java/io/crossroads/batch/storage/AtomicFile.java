package io.crossroads.batch.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.StreamCapabilities;

/**
 * A file that appears whole or not at all, and then replaces the one of its name. On an object
 * store it is written in place, where it appears when it is complete; elsewhere beside it and then
 * renamed. Closing it before {@link #commit} leaves what was there before.
 */
public final class AtomicFile implements AutoCloseable {

  private final FileSystem system;
  private final Storage storage;
  private final Path target;
  private final Path written;
  private final FSDataOutputStream stream;
  private boolean committed;

  /**
   * Begins a file.
   *
   * @param target its path
   * @param staging a path on the same file system that readers do not look at
   */
  public AtomicFile(Storage storage, Path target, Path staging) throws IOException {
    this.storage = storage;
    this.target = target;
    system = storage.of(target);
    written = Storage.isObjectStore(system) ? target : staging;
    stream = system.create(written, true);
  }

  /** Where its bytes go; {@link #commit} closes it. */
  public FSDataOutputStream stream() {
    return stream;
  }

  /** Makes the file appear. */
  public void commit() throws IOException {
    stream.close();
    if (!written.equals(target)) {
      replace();
    }
    committed = true;
  }

  @Override
  public void close() throws IOException {
    if (committed) {
      return;
    }
    if (stream.hasCapability(StreamCapabilities.ABORTABLE_STREAM)) {
      stream.abort();
    } else {
      stream.close();
      system.delete(written, false);
    }
  }

  private void replace() throws IOException {
    if (system instanceof RawLocalFileSystem local) {
      Path checksums = Storage.child(target.getParent(), "." + target.getName() + ".crc");
      local.delete(checksums, false);
      Files.move(
          local.pathToFile(written).toPath(),
          local.pathToFile(target).toPath(),
          StandardCopyOption.ATOMIC_MOVE);
    } else {
      FileContext.getFileContext(system.getUri(), storage.configuration())
          .rename(written, target, Rename.OVERWRITE);
    }
  }
}

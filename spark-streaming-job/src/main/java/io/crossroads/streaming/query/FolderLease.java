package io.crossroads.streaming.query;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * A process's claim on a folder. On a local disk it is a lock on a file beside the folder, which
 * the system drops when the process ends, however it ends. Other file systems have no locks: a
 * folder there counts as left over when it has been there for {@link #LEFT_OVER_AFTER}, and the
 * lock of the tables, held by whoever asks, says that nobody else writes.
 */
final class FolderLease {

  private static final Duration LEFT_OVER_AFTER = Duration.ofDays(7);
  private static final String LOCK = ".lock";

  /** To open a locked file a second time and close it would end the lock of the first. */
  private static final Set<java.nio.file.Path> OWN = ConcurrentHashMap.newKeySet();

  private final FileSystem files;
  private final Path folder;
  private final FileChannel lock;

  private FolderLease(FileSystem files, Path folder, FileChannel lock) {
    this.files = files;
    this.folder = folder;
    this.lock = lock;
  }

  /** Claims a folder of a name that nobody else uses. */
  static FolderLease take(FileSystem files, Path parent, String name) throws IOException {
    Path folder = new Path(parent, name);
    FileChannel lock = null;
    if (isLocal(files)) {
      OWN.add(lockOf(folder));
      lock =
          FileChannel.open(lockOf(folder), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      // Before the folder exists, so that nobody finds it without its lock.
      lock.lock();
    }
    files.mkdirs(folder);
    return new FolderLease(files, folder, lock);
  }

  Path folder() {
    return folder;
  }

  /** Removes the folder, then gives up the claim. */
  void end() throws IOException {
    files.delete(folder, true);
    if (lock != null) {
      Files.deleteIfExists(lockOf(folder));
      lock.close();
      OWN.remove(lockOf(folder));
    }
  }

  /** Removes a folder if the process that claimed it has ended. */
  static void removeIfEnded(FileSystem files, FileStatus found) throws IOException {
    Path folder = found.getPath();
    if (!isLocal(files)) {
      long age = System.currentTimeMillis() - found.getModificationTime();
      // An object store has no times of folders.
      if (found.getModificationTime() > 0 && age > LEFT_OVER_AFTER.toMillis()) {
        files.delete(folder, true);
      }
      return;
    }
    java.nio.file.Path lockFile = lockOf(folder);
    if (OWN.contains(lockFile)) {
      return;
    }
    if (!Files.exists(lockFile)) {
      files.delete(folder, true);
      return;
    }
    try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.WRITE);
        FileLock free = channel.tryLock()) {
      if (free != null) {
        files.delete(folder, true);
        Files.deleteIfExists(lockFile);
      }
    }
  }

  private static boolean isLocal(FileSystem files) {
    return files.getScheme().equals("file");
  }

  private static java.nio.file.Path lockOf(Path folder) {
    return java.nio.file.Path.of(folder.toUri().getPath() + LOCK);
  }
}

package io.crossroads.sql.lake;

import io.crossroads.cli.CommandFailure;
import io.crossroads.sql.lake.LakeFiles.LakeFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.iceberg.exceptions.NotFoundException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.util.Tasks;

/**
 * Copies of files of a lake, in a temporary folder that ends with them. A copy is used again until
 * the file is replaced: data files never are, and objects are as a whole.
 */
final class FileCopies implements AutoCloseable {

  /** Copies at a time: small files take the time of an answer each, not of their bytes. */
  private static final int PARALLEL = 8;

  private final FileIO io;
  private final long limit;
  private final Map<LakeFile, Path> copies = new ConcurrentHashMap<>();
  private Path folder;

  /**
   * No copies yet.
   *
   * @param limit bytes that they may have together
   */
  FileCopies(FileIO io, long limit) {
    this.io = io;
    this.limit = limit;
  }

  /**
   * Copies of files, in their order.
   *
   * @throws CommandFailure if they would be too large, or one cannot be read
   */
  List<Path> of(List<LakeFile> files) {
    List<LakeFile> missing = files.stream().filter(file -> !copies.containsKey(file)).toList();
    long bytes = held() + missing.stream().mapToLong(LakeFile::size).sum();
    if (bytes > limit) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "this needs copies of %.1f MB of files, and --copy-limit is %.1f MB: raise it, or ask a"
                  + " smaller table",
              bytes / 1e6,
              limit / 1e6));
    }
    ExecutorService threads = Executors.newFixedThreadPool(PARALLEL);
    try {
      Tasks.foreach(missing)
          .executeWith(threads)
          .stopOnFailure()
          .throwFailureWhenFinished()
          .run(this::copy);
    } finally {
      threads.shutdownNow();
    }
    return files.stream().map(copies::get).toList();
  }

  private void copy(LakeFile file) {
    String extension = file.location().substring(file.location().lastIndexOf('.'));
    try (InputStream content = io.newInputFile(file.location(), file.size()).newStream()) {
      Path copy = folder().resolve(UUID.randomUUID() + extension);
      Files.copy(content, copy);
      copies.put(file, copy);
    } catch (NotFoundException e) {
      throw new CommandFailure(
          file.location() + " is gone: it was replaced meanwhile; ask again", e);
    } catch (IOException e) {
      throw new CommandFailure(file.location() + " cannot be copied: " + e, e);
    }
  }

  private synchronized Path folder() throws IOException {
    if (folder == null) {
      folder = Files.createTempDirectory("crossroads-sql-");
    }
    return folder;
  }

  private long held() {
    return copies.keySet().stream().mapToLong(LakeFile::size).sum();
  }

  /** Deletes all copies if they have more than half of what they may. */
  void trim() {
    if (held() > limit / 2) {
      clear();
    }
  }

  private void clear() {
    try {
      for (Path copy : copies.values()) {
        Files.deleteIfExists(copy);
      }
      copies.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clear();
    try {
      if (folder != null) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

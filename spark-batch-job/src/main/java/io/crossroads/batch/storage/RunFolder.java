package io.crossroads.batch.storage;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder in an output where one run keeps what is not complete. Its name begins with an
 * underscore, which readers of folders leave out, and holds the run's {@link ProcessIdentity}. The
 * run rewrites a heartbeat file in it every 30 s. A run that begins removes the folders of runs
 * that are dead: their process was on this machine and is gone, or nothing in the folder changed
 * for {@link #SILENCE} by the file system's own clock. It never removes that of a live one.
 */
public final class RunFolder implements AutoCloseable {

  /** What the names of all run folders begin with. */
  static final String PREFIX = "_history_staging";

  /** After how long without a sign of life a run on another machine is dead. */
  static final Duration SILENCE = Duration.ofMinutes(15);

  private static final Logger LOG = LoggerFactory.getLogger(RunFolder.class);
  private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(30);
  private static final String HEARTBEAT = "heartbeat";

  private final FileSystem system;
  private final Path output;
  private final Path path;
  private final ScheduledExecutorService heartbeats;

  /**
   * Makes the folder and removes those of dead runs.
   *
   * @throws IOException if it cannot be made
   */
  public RunFolder(Storage storage, Path output) throws IOException {
    this.output = output;
    system = storage.of(output);
    path = Storage.child(output, PREFIX + "-" + ProcessIdentity.own().runName());
    try {
      beat();
    } catch (IOException e) {
      requireWritable(e);
      throw e;
    }
    removeDead();
    heartbeats =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "heartbeat of " + path.getName());
              thread.setDaemon(true);
              return thread;
            });
    long seconds = BETWEEN_HEARTBEATS.toSeconds();
    heartbeats.scheduleWithFixedDelay(this::beatOrLog, seconds, seconds, TimeUnit.SECONDS);
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** The folders of other runs that are alive, as far as can be told. */
  List<Path> others() throws IOException {
    List<Path> alive = new ArrayList<>();
    for (FileStatus folder : folders()) {
      if (!folder.getPath().getName().equals(path.getName()) && !isDead(folder)) {
        alive.add(folder.getPath());
      }
    }
    return alive;
  }

  @Override
  public void close() throws IOException {
    heartbeats.shutdownNow();
    try {
      heartbeats.awaitTermination(BETWEEN_HEARTBEATS.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    system.delete(path, true);
  }

  /** Hadoop does not say why a folder cannot be made: the nearest one that is there does. */
  private void requireWritable(IOException failure) throws AccessDeniedException {
    if (system instanceof RawLocalFileSystem local) {
      File folder = local.pathToFile(output);
      while (folder != null && !folder.exists()) {
        folder = folder.getParentFile();
      }
      if (folder != null && !Files.isWritable(folder.toPath())) {
        AccessDeniedException denied = new AccessDeniedException(folder.toString());
        denied.addSuppressed(failure);
        throw denied;
      }
    }
  }

  private void removeDead() throws IOException {
    for (FileStatus folder : folders()) {
      if (!folder.getPath().getName().equals(path.getName()) && isDead(folder)) {
        LOG.debug("removing {}, whose run is dead", folder.getPath());
        system.delete(folder.getPath(), true);
      }
    }
  }

  private List<FileStatus> folders() throws IOException {
    List<FileStatus> folders = new ArrayList<>();
    for (FileStatus child : system.listStatus(output)) {
      if (child.isDirectory() && child.getPath().getName().startsWith(PREFIX)) {
        folders.add(child);
      }
    }
    return folders;
  }

  private boolean isDead(FileStatus folder) throws IOException {
    String name = folder.getPath().getName();
    String run = name.length() > PREFIX.length() ? name.substring(PREFIX.length() + 1) : "";
    return switch (ProcessIdentity.stateOf(run)) {
      case RUNS -> false;
      case GONE -> true;
      case UNKNOWN -> {
        long now = system.getFileStatus(heartbeat()).getModificationTime();
        yield now - lastChange(folder) > SILENCE.toMillis();
      }
    };
  }

  /** When anything in a folder changed last, in milliseconds by the file system's clock. */
  private long lastChange(FileStatus folder) throws IOException {
    long last = folder.getModificationTime();
    try {
      for (FileStatus child : system.listStatus(folder.getPath())) {
        long changed = child.isDirectory() ? lastChange(child) : child.getModificationTime();
        last = Math.max(last, changed);
      }
    } catch (FileNotFoundException removedMeanwhile) {
      return last;
    }
    return last;
  }

  private Path heartbeat() {
    return new Path(path, HEARTBEAT);
  }

  private void beat() throws IOException {
    try (OutputStream stream = system.create(heartbeat(), true)) {
      stream.write(ProcessIdentity.own().description().getBytes(StandardCharsets.UTF_8));
    }
  }

  private void beatOrLog() {
    try {
      beat();
    } catch (IOException | RuntimeException e) {
      LOG.warn("no heartbeat in {}: {}", path, e.toString());
    }
  }
}

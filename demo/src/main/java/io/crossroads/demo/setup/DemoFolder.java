package io.crossroads.demo.setup;

import io.crossroads.cli.CommandFailure;
import io.crossroads.pipelines.Pipeline;
import io.crossroads.pipelines.history.HistoryLayout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder that a demo keeps everything in. One demo at a time has it, and begins with it empty;
 * the lock is the operating system's and ends with the process, however that ends.
 */
public final class DemoFolder implements AutoCloseable {

  /** What Hadoop reads as a pattern of names; a colon separates a scheme, or class paths. */
  private static final Pattern PATTERN = Pattern.compile("[\\[\\]{}*?\\\\:\\p{Cntrl}]");

  private static final String LOCK = ".crossroads-demo";
  private static final int ATTEMPTS = 40;
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Path folder;
  private final FileChannel lock;

  private DemoFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * Takes the folder and empties it.
   *
   * @throws CommandFailure if another demo has it, or it holds what no demo has put there
   */
  public static DemoFolder claim(Path folder) {
    try {
      requireOwn(folder);
      Files.createDirectories(folder);
      FileChannel lock =
          FileChannel.open(
              folder.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (lock.tryLock() == null) {
        lock.close();
        throw new CommandFailure(
            String.format(
                Locale.ROOT,
                "another demo (process %s) is running in %s: wait for its end, or run this one in a folder of its own with DEMO_HOME=%s2",
                Files.readString(folder.resolve(LOCK)).strip(),
                folder,
                folder.getFileName()));
      }
      lock.truncate(0);
      lock.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
      empty(folder);
      return new DemoFolder(folder, lock);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void requireOwn(Path folder) throws IOException {
    Matcher pattern = PATTERN.matcher(folder.toString());
    if (pattern.find()) {
      throw new CommandFailure(
          String.format(
              Locale.ROOT,
              "Spark takes the '%s' in %s for a pattern: give another folder with DEMO_HOME=",
              pattern.group(),
              folder));
    }
    if (!Files.exists(folder) || Files.exists(folder.resolve(LOCK))) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new CommandFailure(folder + " is no folder: give another one with DEMO_HOME=");
    }
    try (Stream<Path> files = Files.list(folder)) {
      if (files.findAny().isPresent()) {
        throw new CommandFailure(
            folder
                + " holds files that are not a demo's, and a demo empties its folder: give another one with DEMO_HOME=");
      }
    }
  }

  /** Processes of a demo that was killed may go on writing for some seconds. */
  private static void empty(Path folder) throws IOException {
    for (int attempt = 1; !isEmptied(folder); attempt++) {
      if (attempt == ATTEMPTS) {
        throw new CommandFailure("cannot empty " + folder + ": something writes to it");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static boolean isEmptied(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        if (!file.equals(folder) && !file.equals(folder.resolve(LOCK))) {
          Files.deleteIfExists(file);
        }
      }
      return true;
    } catch (DirectoryNotEmptyException | UncheckedIOException changing) {
      return false;
    }
  }

  /** Where it is. */
  public Path path() {
    return folder;
  }

  /** The lake: a folder for each bucket. */
  public Path buckets() {
    return folder.resolve("buckets");
  }

  /** The folders of the archived events. */
  public List<Path> archives(DemoSettings settings) {
    return settings.pipelines().stream()
        .map(Pipeline::archive)
        .map(archive -> buckets().resolve(archive.bucket()).resolve(archive.table()))
        .toList();
  }

  /** The folder of the history's Parquet files. */
  public Path history(HistoryLayout history) {
    return buckets().resolve(history.bucket());
  }

  /** The log of a process. */
  public Path log(String name) {
    return folder.resolve("logs").resolve(name + ".log");
  }

  /** A file that one process writes and another reads. */
  public Path file(String name) {
    return folder.resolve(name);
  }

  /** Lets others have it. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}

package io.crossroads.demo;

import io.crossroads.demo.Children.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what the demo waits for, shows how far it is, and notices what fails meanwhile. */
final class Watch {

  private static final Duration REFRESH = Duration.ofMillis(500);

  private final Children children;
  private final Screen screen;
  private final Duration duration;
  private final TopicEnd topic;
  private final ArchiveLog log;
  private final ParquetFiles files;
  private final Duration begin;
  private Duration shown = Duration.ZERO;

  /**
   * Begins to watch.
   *
   * @param archive the folder of the archive's files
   * @param duration how long sensors send
   */
  Watch(
      Children children,
      Screen screen,
      Duration duration,
      TopicEnd topic,
      Path archiveLog,
      Path archive) {
    this.children = children;
    this.screen = screen;
    this.duration = duration;
    this.topic = topic;
    this.log = new ArchiveLog(archiveLog);
    this.files = new ParquetFiles(archive);
    this.begin = screen.elapsed();
  }

  /** Waits as long as it takes, while a process runs that must not end. */
  void until(BooleanSupplier done, Child running) {
    while (!done.getAsBoolean()) {
      children.requireRunning(running);
      if (screen.elapsed().minus(shown).compareTo(REFRESH) > 0) {
        screen.status(status());
        shown = screen.elapsed();
      }
      children.pause();
    }
  }

  /** Whether the archive has files that it stands for. */
  boolean hasCommit() {
    return log.totals().batches() > 0;
  }

  /** Whether the archive says that as many records have become a row. */
  boolean hasArchived(long records) {
    return log.totals().records() >= records;
  }

  private Status status() {
    Duration elapsed = screen.elapsed();
    double share = (double) elapsed.minus(begin).toMillis() / duration.toMillis();
    return new Status(elapsed, Math.min(1, share), topic.records(), log.totals(), files.count());
  }
}

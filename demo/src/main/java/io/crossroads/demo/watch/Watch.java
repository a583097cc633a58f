package io.crossroads.demo.watch;

import io.crossroads.demo.process.Children;
import io.crossroads.demo.process.Children.Child;
import io.crossroads.demo.process.Programs;
import io.crossroads.demo.setup.DemoSettings;
import io.crossroads.demo.watch.LiveNumbers.Progress;
import io.crossroads.pipelines.Pipeline;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Waits for what the demo waits for, shows how far it is, and notices what fails meanwhile. */
public final class Watch {

  private static final Duration REFRESH = Duration.ofMillis(500);

  private final Children children;
  private final Screen screen;
  private final Duration duration;
  private final List<Pipeline> pipelines;
  private final TopicEnd topic;
  private final LiveNumbers live;
  private final BatchCommands commands;
  private final List<Child> running;
  private final ArchiveLog log;
  private final ParquetFiles files;
  private final StallCheck stalls = new StallCheck();
  private final Duration begin;
  private Duration shown = Duration.ZERO;
  private Progress progress = Progress.NONE;
  private Optional<Instant> fullMinute = Optional.empty();
  private boolean committed;
  private boolean answered;
  private boolean sending = true;
  private int answersDuringViews;

  /**
   * Begins to watch.
   *
   * @param settings say how long sensors send
   * @param live is asked all the time
   * @param commands are started when they are due
   * @param stream the streaming job
   * @param serve the serving layer
   * @param archives the folders of the archives' files
   */
  public Watch(
      Children children,
      Screen screen,
      DemoSettings settings,
      TopicEnd topic,
      LiveNumbers live,
      BatchCommands commands,
      Child stream,
      Child serve,
      List<Path> archives) {
    this.children = children;
    this.screen = screen;
    this.duration = settings.duration();
    this.pipelines = settings.pipelines();
    this.topic = topic;
    this.live = live;
    this.commands = commands;
    this.running = List.of(stream, serve);
    this.log = new ArchiveLog(stream.process().log());
    this.files = new ParquetFiles(archives);
    this.begin = screen.elapsed();
  }

  /** Waits as long as it takes, while everything runs that must not end. */
  public void until(BooleanSupplier done) {
    while (!done.getAsBoolean()) {
      running.forEach(children::requireRunning);
      ask();
      if (screen.elapsed().minus(shown).compareTo(REFRESH) > 0) {
        progress = live.progress();
        requireProgress();
        screen.status(status());
        shown = screen.elapsed();
      }
      announce();
      commands.advance();
      children.pause();
    }
  }

  /** A process that runs may yet have stopped to work. */
  private void requireProgress() {
    long sent = topic.records();
    Duration now = screen.elapsed();
    Child stream = running.get(0);
    stalls.see(stream, "archived", log.totals().records(), sent, now);
    stalls.see(stream, "counted live", progress.liveOffset(), sent, now);
    stalls.see(running.get(1), "answered", live.answers(), Long.MAX_VALUE, now);
  }

  private void ask() {
    int before = live.answers();
    live.ask();
    if (commands.isRunning(Programs.VIEWS)) {
      answersDuringViews += live.answers() - before;
    }
  }

  private void announce() {
    if (!committed && hasCommit()) {
      committed = true;
      screen.event("first Parquet files of the archive are committed");
    }
    if (!answered && live.latest().events() > 0) {
      answered = true;
      screen.event("first numbers are answered; ask while events flow:");
      new Questions(live.address(), pipelines).first().forEach(screen::detail);
    }
  }

  /** Whether the archive has files that it stands for. */
  public boolean hasCommit() {
    return log.totals().batches() > 0;
  }

  /** Whether the archive of every pipeline has files that it stands for. */
  public boolean hasCommitOfEach() {
    return progress.archivedUntil().isPresent();
  }

  /** Whether the time to send is over. */
  public boolean hasSentLongEnough() {
    return screen.elapsed().minus(begin).compareTo(duration) >= 0;
  }

  /** From now on answers do not age. */
  public void sendingHasEnded() {
    sending = false;
  }

  /** Whether a minute has ended since the first record, and the archive holds what came then. */
  public boolean hasArchivedAMinute() {
    if (fullMinute.isEmpty()) {
      fullMinute = topic.begin().map(time -> time.truncatedTo(ChronoUnit.MINUTES).plusSeconds(60));
    }
    return fullMinute.isPresent()
        && progress.archivedUntil().filter(time -> !time.isBefore(fullMinute.get())).isPresent();
  }

  /** Whether both layers have taken in so many records. */
  public boolean hasTakenIn(long records) {
    return log.totals().records() >= records && progress.liveOffset() >= records;
  }

  /** How often the serving layer answered while views were computed and published. */
  public int answersDuringViews() {
    return answersDuringViews;
  }

  private Status status() {
    Duration elapsed = screen.elapsed();
    double share = (double) elapsed.minus(begin).toMillis() / duration.toMillis();
    return new Status(
        elapsed,
        Math.min(1, share),
        topic.records(),
        log.totals(),
        files.count(),
        live.latest(),
        sending ? Optional.of(Instant.now()) : Optional.empty());
  }
}

package io.crossroads.demo;

import io.crossroads.cli.CommandFailure;
import io.crossroads.cli.GracefulStop;
import io.crossroads.demo.Children.Child;
import io.crossroads.embedded.LogTail;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Starts everything, watches it, stops it and tells what came out. */
final class Demo {

  private static final String TOPIC = "traffic-stream";
  private static final Duration CATCH_UP = Duration.ofSeconds(60);

  private final DemoSettings settings;
  private final DemoFolder folder;
  private final GracefulStop stop;
  private final PrintStream out;
  private final Screen screen;

  Demo(DemoSettings settings, DemoFolder folder, GracefulStop stop, PrintStream out) {
    this.settings = settings;
    this.folder = folder;
    this.stop = stop;
    this.out = out;
    this.screen = new Screen(out, Screen.isTerminal());
  }

  /**
   * Returns when everything is proved, stopped and told.
   *
   * @throws CommandFailure with the reason if anything went wrong
   * @throws StoppedException if somebody asked for a stop
   */
  void run() {
    out.printf(
        Locale.ROOT,
        "Road sensors send %d events a second for %d s. Everything is kept in %s, empty at first.%n",
        settings.rate(),
        settings.duration().toSeconds(),
        ShownPath.of(folder.path()));
    Proof proof;
    try (Services services = Services.in(folder);
        Children children = new Children(stop)) {
      Programs programs = new Programs(settings, folder, services);
      Child topics = children.start("topics", programs.createTopic());
      services.start();
      children.awaitDone(topics);
      screen.event("Kafka broker and PostgreSQL are up, the topic is created");
      stream(children, programs);
      proof = prove(children, programs);
    } finally {
      screen.clear();
    }
    screen.event("everything has stopped");
    String text = proof.text();
    new Summary(folder, settings, proof.tables()).print(out, text);
  }

  private void stream(Children children, Programs programs) {
    Child archive = children.start("archive", programs.archive());
    Child produce = children.start("produce", programs.produce());
    screen.event("archive and produce are starting");
    try (TopicEnd topic = new TopicEnd(programs.bootstrapServers(), TOPIC)) {
      Watch watch =
          new Watch(
              children,
              screen,
              settings.duration(),
              topic,
              archive.process().log(),
              folder.archive());
      watch.until(watch::hasCommit, archive);
      screen.event("first Parquet files of the archive are committed");
      Child history = children.start("history", programs.history());
      watch.until(() -> children.isDone(produce), archive);
      screen.event("produce has ended: " + lastLine(produce));
      catchUp(watch, archive, Reports.read(programs.sent(), ProducerReport.class).acknowledged());
      children.end(archive);
      screen.event("archive has everything and has stopped");
      children.awaitDone(history);
      screen.event("history has ended: " + lastLine(history));
    }
  }

  private void catchUp(Watch watch, Child archive, long records) {
    Duration deadline = screen.elapsed().plus(CATCH_UP);
    watch.until(
        () -> {
          if (screen.elapsed().compareTo(deadline) > 0) {
            throw Children.failure(
                archive, "has not archived all within " + CATCH_UP.toSeconds() + " s");
          }
          return watch.hasArchived(records);
        },
        archive);
  }

  private Proof prove(Children children, Programs programs) {
    screen.event("reconcile is counting the rows");
    Child reconcile = children.start("reconcile", programs.reconcile());
    children.awaitDone(reconcile);
    return new Proof(
        Reports.read(programs.sent(), ProducerReport.class),
        Reports.read(programs.reconciled(), Reconciliation.class));
  }

  private static String lastLine(Child child) {
    List<String> lines = LogTail.lines(child.process().log(), 1);
    return lines.isEmpty() ? "" : lines.get(0);
  }
}
